namespace GpuTop.State;

/// <summary>Notices on the screen and entries in the event log.</summary>
internal static class Notices
{
    /// <summary>The state with a notice in place of the key hints.</summary>
    public static AppState ShowNotice(this AppState state, string text, bool isProblem = false) =>
        state with { Notice = new Notice(text, state.Now + Notice.ReadingTime, isProblem) };

    /// <summary>The state with an event of the current time added to the log.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="text">One line, lower case, without the server's name.</param>
    /// <param name="place">The server or GPU; null when it concerns none.</param>
    /// <param name="tone">How it is shown.</param>
    public static AppState Log(this AppState state, EventKind kind, string text, ItemKey? place = null, Tone tone = Tone.Neutral) =>
        state with { Events = state.Events.With(new Event(state.Now, kind, text, place, tone)) };
}
