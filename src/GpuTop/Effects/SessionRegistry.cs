using System.Collections.Concurrent;
using System.Reactive;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.Ssh;

namespace GpuTop.Effects;

/// <summary>The live sessions by server name, and the way to ask for another attempt. Any thread.</summary>
public sealed class SessionRegistry
{
    private readonly ConcurrentDictionary<string, SshSession> _sessions = new();
    private readonly ISubject<string?> _wanted = Subject.Synchronize(new Subject<string?>());

    /// <summary>Signals that the user wants an attempt at once. Hot, never ends.</summary>
    /// <param name="server">Name of the server.</param>
    public IObservable<Unit> ReconnectRequests(string server) =>
        _wanted.Where(wanted => wanted is null || wanted == server).Select(_ => Unit.Default);

    /// <summary>A connection came up.</summary>
    public void Opened(string server, SshSession session) => _sessions[server] = session;

    /// <summary>A connection ended, or is not up yet.</summary>
    public void Closed(string server) => _sessions.TryRemove(server, out _);

    /// <summary>The live session of a server; null when there is none.</summary>
    public SshSession? Find(string server) => _sessions.GetValueOrDefault(server);

    /// <summary>Samples now where the connection stands, connects now where it does not or does not answer.</summary>
    /// <param name="server">Name of the server; null for all.</param>
    public void Refresh(string? server)
    {
        _wanted.OnNext(server);
        Send(server, "n");
    }

    /// <summary>Writes a line to the probe of a server, or to all; one that cannot take it is about to break and will be told anew.</summary>
    /// <param name="server">Name of the server; null for all.</param>
    /// <param name="line">Without a line feed.</param>
    public void Send(string? server, string line)
    {
        foreach (var (name, session) in _sessions)
        {
            if (server is null || server == name)
            {
                _ = session.SendAsync(line, CancellationToken.None);
            }
        }
    }
}
