using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>The result of a state transition.</summary>
/// <param name="State">The next state.</param>
/// <param name="Effects">The side effects, in order; usually empty.</param>
public sealed record UpdateResult(AppState State, ImmutableArray<Effect> Effects)
{
    /// <summary>The next state without effects.</summary>
    public static implicit operator UpdateResult(AppState state) => new(state, []);
}
