using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>What a message leads to.</summary>
/// <param name="State">The next state.</param>
/// <param name="Effects">What to do in the world, in order; usually empty.</param>
public sealed record UpdateResult(AppState State, ImmutableArray<Effect> Effects)
{
    /// <summary>The next state and nothing to do.</summary>
    public static implicit operator UpdateResult(AppState state) => new(state, []);
}
