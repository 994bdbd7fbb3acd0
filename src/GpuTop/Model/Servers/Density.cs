namespace GpuTop.Model;

/// <summary>Amount of detail in the Fleet view.</summary>
public enum Density
{
    /// <summary>One line per server.</summary>
    Summary,

    /// <summary>One line per GPU.</summary>
    Rows,

    /// <summary>One box per GPU.</summary>
    Panes,
}
