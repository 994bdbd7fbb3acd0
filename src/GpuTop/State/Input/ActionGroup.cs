namespace GpuTop.State;

/// <summary>The groups of the palette, in its order.</summary>
public enum ActionGroup
{
    /// <summary>Actions on the selected item.</summary>
    Item,

    /// <summary>Commands of the configuration.</summary>
    Commands,

    /// <summary>What this view shows, and how.</summary>
    View,

    /// <summary>Views, and the search for GPUs.</summary>
    Look,

    /// <summary>Movement of the cursor.</summary>
    Move,

    /// <summary>Actions on the program, and those of other views.</summary>
    Elsewhere,

    /// <summary>Servers to go to.</summary>
    Servers,

    /// <summary>Words of the filter.</summary>
    FilterWords,

    /// <summary>Signs and colours on the screen.</summary>
    Signs,

    /// <summary>What the mouse does.</summary>
    Mouse,
}
