using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>Options of the storage view beyond those of a list.</summary>
public sealed record StorageScreen
{
    /// <summary>Keys of the network file systems whose servers are listed.</summary>
    public ImmutableHashSet<string> Opened { get; init; } = [];
}
