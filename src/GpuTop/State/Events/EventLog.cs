using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>What happened while the program ran, newest first; the oldest are forgotten.</summary>
public sealed record EventLog
{
    /// <summary>How many events are kept: some days of a fleet, and no memory to speak of.</summary>
    public const int Most = 1000;

    /// <summary>The events, newest first.</summary>
    public ImmutableArray<Event> Newest { get; private init; } = [];

    /// <summary>How many there ever were; the number of the newest.</summary>
    public int Count { get; private init; }

    /// <summary>The log with one more.</summary>
    internal EventLog With(Event happened) => new()
    {
        Newest = [happened with { Number = Count + 1 }, .. Newest.Length < Most ? Newest : Newest[..(Most - 1)]],
        Count = Count + 1,
    };
}

/// <summary>One thing that happened.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">What came of it: one line, lower case, without the server's name.</param>
/// <param name="Place">Where; null for what concerns no server.</param>
/// <param name="Tone">Whether it is good or bad news.</param>
public sealed record Event(DateTimeOffset At, EventKind Kind, string Text, Place? Place = null, Tone Tone = Tone.Neutral)
{
    /// <summary>Tells it from all others; grows.</summary>
    public int Number { get; init; }
}

/// <summary>What an event is about.</summary>
public enum EventKind
{
    /// <summary>A server's connection.</summary>
    Connection,

    /// <summary>A GPU that is free, or sick.</summary>
    Gpu,

    /// <summary>A job of mine.</summary>
    Job,

    /// <summary>A file system.</summary>
    Disk,

    /// <summary>Something the user did, and what came of it.</summary>
    Action,

    /// <summary>Something the user asked to be told of.</summary>
    Alert,
}

/// <summary>Whether news are good or bad.</summary>
public enum Tone
{
    /// <summary>Neither.</summary>
    Neutral,

    /// <summary>Something works again, or is free.</summary>
    Good,

    /// <summary>Something went wrong.</summary>
    Bad,
}
