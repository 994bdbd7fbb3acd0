namespace GpuTop.Terminal;

/// <summary>How a glyph is drawn, apart from its colours. Backed by 32 bits so that a <see cref="Cell"/> has no padding
/// and two cells compare as 16 plain bytes.</summary>
[Flags]
public enum Attr : uint
{
    /// <summary>As the terminal draws by itself.</summary>
    None = 0,

    /// <summary>Bold, or brighter where the font has no bold.</summary>
    Bold = 1,

    /// <summary>Fainter than usual.</summary>
    Dim = 2,

    /// <summary>Underlined.</summary>
    Underline = 4,

    /// <summary>Foreground and background exchanged.</summary>
    Reverse = 8,
}
