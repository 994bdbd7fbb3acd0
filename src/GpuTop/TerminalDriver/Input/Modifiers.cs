namespace GpuTop.TerminalDriver;

/// <summary>Modifier keys; the values are xterm's modifier parameter minus one.</summary>
[Flags]
public enum Modifiers
{
    /// <summary>None held.</summary>
    None = 0,

    /// <summary>Shift; not set for characters ('K', not Shift+'k').</summary>
    Shift = 1,

    /// <summary>Alt (or Meta, or Esc before the key).</summary>
    Alt = 2,

    /// <summary>Control.</summary>
    Control = 4,
}
