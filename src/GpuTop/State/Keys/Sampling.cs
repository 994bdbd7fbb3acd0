namespace GpuTop.State;

/// <summary>What the keys do that concern when and how often servers are looked at.</summary>
internal static class Sampling
{
    public static Step Refresh(AppState state) => new(state, [new Effect.Refresh(Moves.SelectedServer(state))]);

    public static Step Every(AppState state, Func<TimeSpan, TimeSpan> change)
    {
        var interval = change(state.Interval);
        return new Step(
            state.Tell($"sampling every {interval.TotalSeconds:0.##} s") with { Interval = interval },
            [new Effect.SampleEvery(interval)]);
    }

    public static Step Freeze(AppState state) => state.Frozen is null
        ? state with { Frozen = state.Fleet, FrozenAt = state.Now }
        : state with { Frozen = null, FrozenAt = null };
}
