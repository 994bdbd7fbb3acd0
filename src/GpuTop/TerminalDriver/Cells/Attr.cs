namespace GpuTop.TerminalDriver;

/// <summary>Attributes of a glyph; 32 bits, so that a <see cref="Cell"/> has no padding and compares as 16 bytes.</summary>
[Flags]
public enum Attr : uint
{
    /// <summary>No attribute.</summary>
    None = 0,

    /// <summary>Bold, or brighter where the font has no bold.</summary>
    Bold = 1,

    /// <summary>Faint.</summary>
    Dim = 2,

    /// <summary>Underlined.</summary>
    Underline = 4,

    /// <summary>Foreground and background exchanged.</summary>
    Reverse = 8,
}
