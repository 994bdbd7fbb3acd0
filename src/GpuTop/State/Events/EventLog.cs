using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>The event log, newest first; the oldest entries are dropped.</summary>
public sealed record EventLog
{
    /// <summary>The most events kept: some days of a fleet.</summary>
    public const int Most = 1000;

    /// <summary>The events, newest first.</summary>
    public ImmutableArray<Event> Newest { get; private init; } = [];

    /// <summary>Number of events so far; the number of the newest.</summary>
    public int Count { get; private init; }

    /// <summary>The log with an event added.</summary>
    internal EventLog With(Event happened) => new()
    {
        Newest = [happened with { Number = Count + 1 }, .. Newest.Length < Most ? Newest : Newest[..(Most - 1)]],
        Count = Count + 1,
    };
}

/// <summary>A log entry.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">One line, lower case, without the server's name.</param>
/// <param name="Place">The server or GPU; null when it concerns none.</param>
/// <param name="Tone">How it is shown.</param>
public sealed record Event(DateTimeOffset At, EventKind Kind, string Text, ItemKey? Place = null, Tone Tone = Tone.Neutral)
{
    /// <summary>Its unique, increasing number.</summary>
    public int Number { get; init; }
}

/// <summary>What an event is about.</summary>
public enum EventKind
{
    /// <summary>A server's connection.</summary>
    Connection,

    /// <summary>A GPU that became free, failed or recovered.</summary>
    Gpu,

    /// <summary>A job of the user.</summary>
    Job,

    /// <summary>A file system.</summary>
    Disk,

    /// <summary>An action of the user and its outcome.</summary>
    Action,

    /// <summary>A notification.</summary>
    Alert,
}

/// <summary>The tone of an event.</summary>
public enum Tone
{
    /// <summary>Neither.</summary>
    Neutral,

    /// <summary>A recovery, or a free resource.</summary>
    Good,

    /// <summary>A failure.</summary>
    Bad,
}
