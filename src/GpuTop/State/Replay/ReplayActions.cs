using System.Globalization;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Actions of a replay.</summary>
internal static class ReplayActions
{
    /// <summary>The distance of Left and Right.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    private const string TimeWanted = "a time as 14:02 or 14:02:30, or a distance as +5m or -30s";

    /// <summary>Pauses or resumes.</summary>
    public static UpdateResult Pause(AppState state) => With(state, replay => replay with { IsPaused = !replay.IsPaused });

    /// <summary>Doubles the speed.</summary>
    public static UpdateResult Faster(AppState state) =>
        With(state, replay => replay with { Speed = Math.Min(ReplayStatus.Fastest, replay.Speed * 2) });

    /// <summary>Halves the speed.</summary>
    public static UpdateResult Slower(AppState state) => With(state, replay => replay with { Speed = Math.Max(1, replay.Speed / 2) });

    /// <summary>Jumps by a distance.</summary>
    public static UpdateResult Skip(AppState state, TimeSpan distance) => GoTo(state, state.Now + distance);

    /// <summary>Opens the dialog for a time.</summary>
    public static UpdateResult AskTime(AppState state) => state with { Dialog = new Dialog.GoTo(TextField.Of("")) };

    /// <summary>Applies a key to the dialog.</summary>
    public static UpdateResult Press(AppState state, Dialog.GoTo dialog, KeyPress key) => key switch
    {
        { Key: Key.Escape } => state with { Dialog = null },
        { Key: Key.Enter } => TimeOf(dialog.Field.Text, state) is { } time
            ? GoTo(state with { Dialog = null }, time)
            : state with { Dialog = dialog with { Problem = TimeWanted } },
        _ => dialog.Field.Press(key) is { } field ? state with { Dialog = new Dialog.GoTo(field) } : state,
    };

    /// <summary>The state at the end of the recording: paused.</summary>
    public static AppState End(AppState state) =>
        state.Replay is { } replay ? state with { Replay = replay with { IsPaused = true } } : state;

    /// <summary>The state without readings; view and cursor stay.</summary>
    public static AppState Rewind(AppState state, Message.Rewound rewound) => state with
    {
        Fleet = rewound.Fleet,
        Events = new EventLog(),
        Frozen = null,
        FrozenAt = null,
        AskedAccounts = state.AskedAccounts.Clear(),
    };

    private static UpdateResult GoTo(AppState state, DateTimeOffset time)
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

    // A time of day is the next one after the start of the recording, in the displayed time zone.
    private static DateTimeOffset? TimeOf(string text, AppState state)
    {
        var trimmed = text.Trim();
        if (trimmed is ['+' or '-', .. var rest])
        {
            return LengthOf(rest) is { } length ? state.Now + (trimmed[0] == '+' ? length : -length) : null;
        }

        if (state.Replay is not { } replay
            || !TimeOnly.TryParseExact(trimmed, ["H:mm", "H:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return null;
        }

        var start = TimeZoneInfo.ConvertTime(replay.Start, state.Options.TimeZone);
        var day = new DateTimeOffset(start.Date, start.Offset) + time.ToTimeSpan();
        return day < start - TimeSpan.FromMinutes(1) ? day.AddDays(1) : day;
    }

    private static TimeSpan? LengthOf(string text) => text switch
    {
        [.. var number, 's'] => Seconds(number, 1),
        [.. var number, 'm'] => Seconds(number, 60),
        [.. var number, 'h'] => Seconds(number, 3600),
        _ => Seconds(text, 1),
    };

    private static TimeSpan? Seconds(string number, int factor) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 10_000_000
            ? TimeSpan.FromSeconds((long)count * factor)
            : null;
}
