namespace GpuTop.State;

/// <summary>What the keys do that concern when and how often servers are looked at.</summary>
internal static class SamplingActions
{
    public static UpdateResult Refresh(AppState state) => new(state, [new Effect.Refresh(SelectionLookup.SelectedServer(state))]);

    public static UpdateResult Every(AppState state, Func<TimeSpan, TimeSpan> change)
    {
        var interval = change(state.Interval);
        return new UpdateResult(
            state.Tell($"sampling every {interval.TotalSeconds:0.##} s") with { Interval = interval },
            [new Effect.SampleEvery(interval)]);
    }

    public static UpdateResult Freeze(AppState state) => state.Frozen is null
        ? state with { Frozen = state.Fleet, FrozenAt = state.Now }
        : state with { Frozen = null, FrozenAt = null };
}
