using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The fleet view: filters, density and cursor.</summary>
public sealed record FleetScreen
{
    /// <summary>The detail level.</summary>
    public Density Density { get; init; } = Density.Rows;

    /// <summary>Whether small terminals show lines of GPUs instead of the summary.</summary>
    public bool HasLinesOnSmall { get; init; }

    /// <summary>The entry under the cursor; null for the first.</summary>
    public ItemKey? Cursor { get; init; }

    /// <summary>Names of the folded servers.</summary>
    public ImmutableHashSet<string> Folded { get; init; } = [];

    /// <summary>Which GPUs are shown.</summary>
    public ShownGpus Only { get; init; }

    /// <summary>Whether some GPUs or servers may be hidden.</summary>
    public bool IsFiltered => Only != ShownGpus.All || FilterText.Length > 0 || Found is not null;

    /// <summary>The request of the find dialog, whose places only are shown; null for all.</summary>
    public PlacementRequest? Found { get; init; }

    /// <summary>Rows of the view below which there are no charts of the fleet.</summary>
    public const int LeastHeightWithCharts = 14;

    /// <summary>Charts of the whole fleet.</summary>
    public FleetChartMode Charts { get; init; }

    /// <summary>The filter as typed; empty for all. See <see cref="Filter"/>.</summary>
    public string FilterText { get; init; } = "";
}
