using System.Globalization;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Input of the replay time to jump to.</summary>
/// <param name="Problem">The validation error; null when there is none.</param>
public sealed record GoToDialog(string? Problem = null) : Dialog
{
    internal override UpdateResult Press(AppState state, KeyPress key, DialogValues values) => key switch
    {
        { Key: Key.Escape } => state with { Dialog = null },
        { Key: Key.Enter } => TimeOf(values.Text, state) is { } time
            ? ReplayActions.GoTo(state with { Dialog = null }, time)
            : state with { Dialog = this with { Problem = "a time as 14:02 or 14:02:30, or a distance as +5m or -30s" } },
        _ => state,
    };

    internal override Dialog Edited(DialogValues values) => new GoToDialog();

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
