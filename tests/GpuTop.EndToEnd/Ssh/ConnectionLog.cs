using System.Diagnostics;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Text;
using GpuTop.Config;
using GpuTop.Probe;
using GpuTop.Ssh;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>Connections to test servers and their events; disposing ends them and fails when a process is left.</summary>
internal sealed class ConnectionLog : IAsyncDisposable
{
    /// <summary>Answers each line with itself. Prints its own and its sshd's process id.</summary>
    public const string Echo = """
        printf '\n\036@%s ready 1 pid=%s parent=%s\n' nonce $$ $PPID
        while IFS= read -r l; do case $l in r*) eval "${l#r }";; *) printf '\036%s\n' "$l";; esac; done

        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);
    private readonly List<(string Server, ConnectionEvent<string> News)> _news = [];
    private readonly List<string> _said = [];
    private readonly List<IDisposable> _subscriptions = [];
    private readonly Subject<string> _reconnect = new();
    private readonly StringBuilder _heard = new();
    private readonly SshServer _server;

    /// <param name="server">The server of the configuration.</param>
    /// <param name="ssh">The client that connects.</param>
    public ConnectionLog(SshServer server, SshChoice ssh = SshChoice.OpenSsh)
    {
        _server = server;
        Transport = SshTransport.Open(
            new TransportOptions { ConfigFile = server.ConfigFile, Ssh = ssh, Random = () => 0.5 }, DefaultScheduler.Instance);
    }

    public SshTransport Transport { get; }

    public string Everything
    {
        get
        {
            lock (_news)
            {
                return string.Join('\n', _said) + "\n" + _server.Log;
            }
        }
    }

    /// <summary>Connects to a server.</summary>
    /// <param name="host">Host name for ssh.</param>
    /// <param name="name">Name in its events.</param>
    /// <param name="script">Script to run there; its ready mark has the nonce <c>nonce</c>.</param>
    public void Connect(string host = "srv", string name = "s", string script = Echo) => _subscriptions.Add(Transport
        .Connect(
            new ServerSetting(name, host),
            () => new ProbeProgram(Encoding.UTF8.GetBytes(script), ProbeScript.ReadyMark("nonce")),
            bytes => bytes.Select(part => Encoding.UTF8.GetString(part.Span)),
            _reconnect.Where(wanted => wanted == name).Select(_ => Unit.Default))
        .Subscribe(news =>
        {
            lock (_news)
            {
                _news.Add((name, news));
                _said.Add($"{name}: {(news is ConnectionEvent<string>.Received heard ? heard.Value.Trim() : news)}");
                Monitor.PulseAll(_news);
            }
        }));

    public void Reconnect(string name = "s") => _reconnect.OnNext(name);

    /// <summary>Ends the connections, but not what they share.</summary>
    public void Disconnect() => _subscriptions.ForEach(subscription => subscription.Dispose());

    /// <summary>Waits for an event; removes it and those before it.</summary>
    public TNews Next<TNews>(Func<TNews, bool>? which = null, string? server = null, TimeSpan? patience = null)
        where TNews : ConnectionEvent<string>
    {
        var clock = Stopwatch.StartNew();
        lock (_news)
        {
            while (true)
            {
                var index = _news.FindIndex(
                    news => (server is null || news.Server == server) && news.News is TNews wanted && (which?.Invoke(wanted) ?? true));
                if (index >= 0)
                {
                    var found = (TNews)_news[index].News;
                    _news.RemoveRange(0, index + 1);
                    return found;
                }

                var left = (patience ?? Patience) - clock.Elapsed;
                if (left <= TimeSpan.Zero || !Monitor.Wait(_news, left))
                {
                    throw new TimeoutException($"no {typeof(TNews).Name} within {clock.Elapsed.TotalSeconds:0} s:\n{Everything}");
                }
            }
        }
    }

    /// <summary>Waits for a text in the output; returns the output up to its end and removes it.</summary>
    public string Hear(string text)
    {
        UntilHeard(text);
        var length = _heard.ToString().IndexOf(text, StringComparison.Ordinal) + text.Length;
        var heard = _heard.ToString(0, length);
        _heard.Remove(0, length);
        return heard;
    }

    /// <summary>Waits until all texts were heard, in any order, and forgets all that was heard.</summary>
    public void HearAll(params IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            UntilHeard(text);
        }

        _heard.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        Disconnect();
        var folder = Transport.OpenSsh.Folder.Path;
        await Transport.DisposeAsync();
        Assert.False(Directory.Exists(folder), "sockets are left");
    }

    private void UntilHeard(string text)
    {
        var clock = Stopwatch.StartNew();
        while (!_heard.ToString().Contains(text, StringComparison.Ordinal))
        {
            Assert.True(clock.Elapsed < Patience, $"not heard: {text}\n{_heard}\n{Everything}");
            _heard.Append(Next<ConnectionEvent<string>.Received>().Value);
        }
    }
}
