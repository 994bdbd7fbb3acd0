using System.Collections.Concurrent;
using System.Reactive;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.Ssh;

namespace GpuTop.Effects;

/// <summary>The live sessions by server name, and the requests for another attempt. Any thread.</summary>
public sealed class SessionRegistry
{
    private readonly ConcurrentDictionary<string, SshSession> _sessions = new();
    private readonly ISubject<string?> _requests = Subject.Synchronize(new Subject<string?>());

    /// <summary>The user's requests for an immediate attempt. Hot, never completes.</summary>
    /// <param name="server">Name of the server.</param>
    public IObservable<Unit> ReconnectRequests(string server) =>
        _requests.Where(requested => requested is null || requested == server).Select(_ => Unit.Default);

    /// <summary>Registers the session of a new connection.</summary>
    public void Opened(string server, SshSession session) => _sessions[server] = session;

    /// <summary>Removes the session of a server, if it has one.</summary>
    public void Closed(string server) => _sessions.TryRemove(server, out _);

    /// <summary>The live session of a server; null when there is none.</summary>
    public SshSession? Find(string server) => _sessions.GetValueOrDefault(server);

    /// <summary>Takes a sample now on live connections, and connects now where there is none or it does not answer.</summary>
    /// <param name="server">Name of the server; null for all.</param>
    public void Refresh(string? server)
    {
        _requests.OnNext(server);
        Send(server, "n");
    }

    /// <summary>Writes a line to the probe of one server or of all; a connection that cannot take it is about to break.</summary>
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
