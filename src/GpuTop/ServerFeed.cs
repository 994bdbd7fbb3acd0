using System.Collections.Immutable;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Text;
using GpuTop.Config;
using GpuTop.Effects;
using GpuTop.Model;
using GpuTop.Probe;
using GpuTop.Ssh;
using GpuTop.State;

namespace GpuTop;

/// <summary>A server and its connection events.</summary>
/// <param name="Name">Name in the configuration.</param>
/// <param name="Host">Destination for ssh.</param>
/// <param name="Connect">Connection events without end, given the user's reconnect requests. Cold; any thread, one at a time.</param>
internal sealed record ServerFeed(string Name, string Host, Func<IObservable<Unit>, IObservable<ConnectionEvent<Section>>> Connect)
{
    /// <summary>Feeds of servers that are reached by ssh, or of this machine.</summary>
    /// <param name="servers">The servers.</param>
    /// <param name="transport">Makes the connections.</param>
    /// <param name="interval">Sampling interval; read at each connection attempt.</param>
    /// <param name="scheduler">The clock.</param>
    public static ImmutableArray<ServerFeed> Real(
        ImmutableArray<ServerSetting> servers, SshTransport transport, Func<TimeSpan> interval, IScheduler scheduler) =>
        [.. servers.Select(server => Real(server, transport, interval, scheduler))];

    /// <summary>Histories of its GPUs from before it was connected, by key; see <see cref="Server.Past"/>.</summary>
    public IReadOnlyDictionary<string, GpuHistory> Past { get; init; } = ImmutableDictionary<string, GpuHistory>.Empty;

    /// <summary>Whether the events come from a recording; then none is dropped.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>The connection events; registers the session in <paramref name="sessions"/> while it is open.</summary>
    public IObservable<ConnectionEvent<Section>> Events(SessionRegistry sessions) =>
        Connect(sessions.ReconnectRequests(Name)).Do(update => Note(update, sessions));

    /// <summary>The messages on the loop; only the newest of each kind, so that no server delays another.</summary>
    public IObservable<Message> Messages(SessionRegistry sessions, IScheduler loop)
    {
        var messages = Events(sessions).Messages(Name, loop);
        return IsRecorded ? messages.ObserveOn(loop) : messages.Newest(loop);
    }

    private static ServerFeed Real(ServerSetting target, SshTransport transport, Func<TimeSpan> interval, IScheduler scheduler)
    {
        // One nonce for all attempts: only output of the server's rc files must not contain it.
        var nonce = ProbeScript.NewNonce();
        var mark = ProbeScript.ReadyMark(nonce);
        return new ServerFeed(target.Name, target.Host, reconnectNow => transport.Connect(
            target,
            () => new ProbeProgram(Encoding.UTF8.GetBytes(ProbeScript.Text(nonce, interval(), hangUp: !target.IsLocal)), mark),
            chunks => chunks.Sections(nonce, scheduler),
            reconnectNow));
    }

    private void Note(ConnectionEvent<Section> update, SessionRegistry sessions)
    {
        if (update is ConnectionEvent<Section>.Ready ready)
        {
            sessions.Opened(Name, ready.Session);
        }
        else if (update is not ConnectionEvent<Section>.Received)
        {
            sessions.Closed(Name);
        }
    }
}
