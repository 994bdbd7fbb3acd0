namespace GpuTop.State;

/// <summary>Notices on the screen and entries of the event log.</summary>
internal static class Notices
{
    /// <summary>The state with a notice in place of the key hints.</summary>
    public static AppState Tell(this AppState state, string text, bool isProblem = false) =>
        state with { Notice = new Notice(text, state.Now + Notice.ReadingTime, isProblem) };

    /// <summary>The state with one more event, which happened now.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="text">One line, lower case, without the server's name.</param>
    /// <param name="place">Where; null for what concerns no server.</param>
    /// <param name="tone">Whether it is good or bad news.</param>
    public static AppState Log(this AppState state, EventKind kind, string text, Place? place = null, Tone tone = Tone.Neutral) =>
        state with { Events = state.Events.With(new Event(state.Now, kind, text, place, tone)) };
}
