using System.Collections.Immutable;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<GpuTop.Probe.Section>;

namespace GpuTop.Recordings;

/// <summary>Events of a fleet in a span of time.</summary>
/// <param name="Start">Start of the recording.</param>
/// <param name="Servers">Names of the servers, in the order of the recorded fleet.</param>
/// <param name="Events">In the order of time; may be empty.</param>
/// <param name="IsCut">Whether the file ends within an event, which is left out then.</param>
internal sealed record Recording(
    DateTimeOffset Start, ImmutableArray<string> Servers, ImmutableArray<RecordedEvent> Events, bool IsCut)
{
    /// <summary>The time of the last event; <see cref="Start"/> when there is none.</summary>
    public DateTimeOffset End => Events.IsEmpty ? Start : Events[^1].At;
}

/// <summary>One event of one server.</summary>
/// <param name="At">Arrival.</param>
/// <param name="Server">Index into <see cref="Recording.Servers"/>.</param>
/// <param name="Event">A change of the connection or a section of the probe.</param>
internal readonly record struct RecordedEvent(DateTimeOffset At, int Server, ConnectionEvent Event);
