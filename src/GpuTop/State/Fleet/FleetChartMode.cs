namespace GpuTop.State;

/// <summary>When the fleet view has charts of the whole fleet.</summary>
public enum FleetChartMode
{
    /// <summary>Where the entries leave room for them.</summary>
    WhereRoom,

    /// <summary>Always, on screens that are high enough.</summary>
    Always,

    /// <summary>Never.</summary>
    Never,
}
