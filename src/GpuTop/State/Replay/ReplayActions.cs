using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Actions of a replay.</summary>
internal static class ReplayActions
{
    /// <summary>The distance of Left and Right.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    /// <summary>Pauses or resumes.</summary>
    public static UpdateResult Pause(AppState state) => With(state, replay => replay with { IsPaused = !replay.IsPaused });

    /// <summary>Doubles the speed.</summary>
    public static UpdateResult Faster(AppState state) =>
        With(state, replay => replay with { Speed = Math.Min(ReplayStatus.Fastest, replay.Speed * 2) });

    /// <summary>Halves the speed.</summary>
    public static UpdateResult Slower(AppState state) => With(state, replay => replay with { Speed = Math.Max(1, replay.Speed / 2) });

    /// <summary>Jumps by a distance.</summary>
    public static UpdateResult Skip(AppState state, TimeSpan distance) => GoTo(state, state.Now + distance);

    /// <summary>The state at the end of the recording: paused.</summary>
    public static AppState End(AppState state) =>
        state.Replay is { } replay ? state with { Replay = replay with { IsPaused = true } } : state;

    /// <summary>The state without readings; view and cursor stay.</summary>
    public static AppState Rewind(AppState state, Message.Rewound rewound) => state with
    {
        Fleet = rewound.Fleet,
        History = new FleetHistory(),
        Events = new EventLog(),
        Frozen = null,
        FrozenAt = null,
        AskedAccounts = state.AskedAccounts.Clear(),
    };

    /// <summary>Jumps to a time.</summary>
    public static UpdateResult GoTo(AppState state, DateTimeOffset time)
    {
        if (state.Replay is not { } replay)
        {
            return state;
        }

        var target = time < replay.Start ? replay.Start : time > replay.End ? replay.End : time;
        return new UpdateResult(state, [new Effect.ReplayFrom(target)]);
    }

    private static UpdateResult With(AppState state, Func<ReplayStatus, ReplayStatus> change)
    {
        if (state.Replay is not { } replay)
        {
            return state;
        }

        var next = change(replay);
        return new UpdateResult(state with { Replay = next }, [new Effect.ReplayAt(next.IsPaused ? 0 : next.Speed)]);
    }
}
