using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The fleet view: what it shows and where the cursor is.</summary>
public sealed record FleetScreen
{
    /// <summary>How much each server takes.</summary>
    public Density Density { get; init; } = Density.Rows;

    /// <summary>What the cursor is on; null for the first row.</summary>
    public Place? Cursor { get; init; }

    /// <summary>Servers that the user folded to one line.</summary>
    public ImmutableHashSet<string> Folded { get; init; } = [];

    /// <summary>Whether only GPUs that are free or have room are shown, the best server first.</summary>
    public bool FreeOnly { get; init; }

    /// <summary>Whether only GPUs with processes of mine are shown.</summary>
    public bool MineOnly { get; init; }

    /// <summary>Whether only idle GPUs are shown: whom to talk to.</summary>
    public bool IdleOnly { get; init; }

    /// <summary>What servers and GPUs must match, as typed; empty for all.</summary>
    public string FilterText { get; init; } = "";
}

