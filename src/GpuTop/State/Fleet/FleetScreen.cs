using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The fleet view: filters, density and cursor.</summary>
public sealed record FleetScreen
{
    /// <summary>The detail level.</summary>
    public Density Density { get; init; } = Density.Rows;

    /// <summary>The entry under the cursor; null for the first.</summary>
    public ItemKey? Cursor { get; init; }

    /// <summary>Names of the folded servers.</summary>
    public ImmutableHashSet<string> Folded { get; init; } = [];

    /// <summary>Whether only GPUs that are free or have room are shown, the best server first (key <c>f</c>).</summary>
    public bool FreeOnly { get; init; }

    /// <summary>Whether only GPUs with processes of the user are shown (key <c>u</c>).</summary>
    public bool MineOnly { get; init; }

    /// <summary>Whether only idle GPUs are shown, with their holders (key <c>i</c>).</summary>
    public bool IdleOnly { get; init; }

    /// <summary>The filter as typed; empty for all. See <see cref="Filter"/>.</summary>
    public string FilterText { get; init; } = "";
}
