namespace GpuTop.Terminal;

/// <summary>What the mouse did.</summary>
public enum MouseAction
{
    /// <summary>A button went down.</summary>
    Press,

    /// <summary>A button went up.</summary>
    Release,

    /// <summary>Moved with a button held.</summary>
    Drag,

    /// <summary>Moved without a button; sent only by terminals that were asked for it.</summary>
    Move,

    /// <summary>One notch of the wheel up.</summary>
    WheelUp,

    /// <summary>One notch of the wheel down.</summary>
    WheelDown,
}

/// <summary>A button of the mouse.</summary>
public enum MouseButton
{
    /// <summary>None.</summary>
    None,

    /// <summary>The left one.</summary>
    Left,

    /// <summary>The middle one.</summary>
    Middle,

    /// <summary>The right one.</summary>
    Right,
}
