namespace GpuTop.Terminal;

/// <summary>Keys held while another is pressed; the numbers are those of xterm's modifier parameter minus one.</summary>
[Flags]
public enum Modifiers
{
    /// <summary>None held.</summary>
    None = 0,

    /// <summary>Shift; not set for characters, which arrive as what they type ('K', not Shift+'k').</summary>
    Shift = 1,

    /// <summary>Alt (or Meta, or Esc before the key).</summary>
    Alt = 2,

    /// <summary>Control.</summary>
    Control = 4,
}
