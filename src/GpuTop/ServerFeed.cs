using System.Collections.Immutable;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Text;
using GpuTop.Effects;
using GpuTop.Config;
using GpuTop.Probe;
using GpuTop.Ssh;
using GpuTop.State;

namespace GpuTop;

/// <summary>A server that the pipeline listens to.</summary>
/// <param name="Name">What the user calls it.</param>
/// <param name="Host">Where it is, in ssh's words.</param>
/// <param name="Connect">Its news for ever, given the signal that the user wants another attempt. Cold; any thread, one at a time.</param>
internal sealed record ServerFeed(string Name, string Host, Func<IObservable<Unit>, IObservable<ConnectionEvent<Section>>> Connect)
{
    /// <summary>Real servers.</summary>
    /// <param name="servers">Which.</param>
    /// <param name="transport">The way there.</param>
    /// <param name="interval">The sampling interval at the moment a connection is made.</param>
    /// <param name="scheduler">The clock.</param>
    public static ImmutableArray<ServerFeed> Real(
        ImmutableArray<ServerSetting> servers, SshTransport transport, Func<TimeSpan> interval, IScheduler scheduler) =>
        [.. servers.Select(server => Real(new Target(server.Name, server.Host), transport, interval, scheduler))];

    /// <summary>Whether it is replayed from a recording: every event counts, at its own time.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>Its news; its session is put into <paramref name="links"/> while there is one.</summary>
    public IObservable<ConnectionEvent<Section>> News(SessionRegistry links) => Connect(links.ReconnectRequests(Name)).Do(news => Note(news, links));

    /// <summary>What it says, as messages on the loop; the newest only, so that no server delays another.</summary>
    public IObservable<Message> Messages(SessionRegistry links, IScheduler loop)
    {
        var messages = News(links).Messages(Name, loop);
        return IsRecorded ? messages.ObserveOn(loop) : messages.Newest(loop);
    }

    private static ServerFeed Real(Target target, SshTransport transport, Func<TimeSpan> interval, IScheduler scheduler)
    {
        // One word for all attempts: it has to be new to the server's rc files, not to us.
        var nonce = ProbeScript.NewNonce();
        var mark = Encoding.UTF8.GetBytes($"\u001e@{nonce} ready ");
        return new ServerFeed(target.Name, target.Host, reconnectNow => transport.Connect(
            target,
            () => new ProbeProgram(Encoding.UTF8.GetBytes(ProbeScript.Text(nonce, interval(), hangUp: !target.IsLocal)), mark),
            chunks => chunks.Sections(nonce, scheduler),
            reconnectNow));
    }

    private void Note(ConnectionEvent<Section> news, SessionRegistry links)
    {
        if (news is ConnectionEvent<Section>.Ready ready)
        {
            links.Opened(Name, ready.Session);
        }
        else if (news is not ConnectionEvent<Section>.Heard)
        {
            links.Closed(Name);
        }
    }
}
