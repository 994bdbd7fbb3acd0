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

    /// <summary>What was so at the first look at servers; null before the first finding.</summary>
    internal StartSummary? Start { get; private init; }

    // Equal events of several servers within this time are one event: of a network that returns, of a file server that fails.
    private static readonly TimeSpan FoldTime = TimeSpan.FromMinutes(1);

    /// <summary>The log with an event added, or its servers added to an equal event of other servers.</summary>
    internal EventLog With(Event happened) => EqualTo(happened) is >= 0 and var at
        ? this with { Newest = Newest.SetItem(at, Newest[at] with { Servers = [.. Newest[at].Servers.Union(happened.Servers)] }) }
        : Added(happened);

    /// <summary>The log with findings of the first look at a server: one event for all servers that are looked at in short order.</summary>
    internal EventLog WithStart(StartSummary found)
    {
        // Numbers are consecutive.
        var at = Start is { } start && found.At - start.At < FoldTime ? Count - start.Number : Newest.Length;
        if (at >= Newest.Length)
        {
            return Added(found.ToEvent()) with { Start = found with { Number = Count + 1 } };
        }

        var all = Start!.With(found);
        return this with { Newest = Newest.SetItem(at, all.ToEvent() with { Number = all.Number, At = Newest[at].At }), Start = all };
    }

    private EventLog Added(Event happened) => this with
    {
        Newest = [happened with { Number = Count + 1 }, .. Newest.Length < Most ? Newest : Newest[..(Most - 1)]],
        Count = Count + 1,
    };

    // Index of a new enough equal event, when its kind has none of this server since; -1 when there is none. Events of GPUs, jobs and
    // actions are of one server each.
    private int EqualTo(Event happened)
    {
        if (happened.Kind is not (EventKind.Connection or EventKind.Disk or EventKind.Alert)
            || happened.Place is not { GpuKey: null, Server: var server })
        {
            return -1;
        }

        for (var i = 0; i < Newest.Length && happened.At - Newest[i].At < FoldTime; i++)
        {
            var other = Newest[i];
            if (other.Kind == happened.Kind && other.Servers.Contains(server))
            {
                return -1;
            }

            if (other.Kind == happened.Kind && other.Text == happened.Text && other.Tone == happened.Tone
                && other.Place is { GpuKey: null })
            {
                return i;
            }
        }

        return -1;
    }
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

    /// <summary>Names of the servers that it concerns, that of <see cref="Place"/> first; empty when it concerns none.</summary>
    public ImmutableArray<string> Servers { get; init; } = Place is null ? [] : [Place.Server];
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

    /// <summary>What was so at the first look at a server.</summary>
    Start,
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

    /// <summary>A failure that is near.</summary>
    Warning,
}
