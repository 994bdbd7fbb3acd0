using System.Collections.Immutable;
using System.Net.Sockets;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Compression;

namespace GpuTop.Ssh;

/// <summary>A connection of the ssh library to one server. Disposing cuts it within a second, whatever the network does.</summary>
internal sealed class BuiltinClient : IDisposable
{
    private const string Compression = "zlib@openssh.com";

    private const int TerminalBuffer = 64 * 1024;

    /// <summary>Limit of each answer until the login starts; the library has one limit for both.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(15);

    /// <summary>Time for a farewell before the connection is cut.</summary>
    private static readonly TimeSpan FarewellTimeout = TimeSpan.FromMilliseconds(300);

    private readonly NetworkBridge _bridge;
    private readonly IDisposable? _way;
    private readonly SshClient _client;
    private Session? _session;
    private int _isDisposed;

    private BuiltinClient(SshDestination destination, BuiltinLogin login, HostKeyCheck hostKey, NetworkBridge bridge, IDisposable? way)
    {
        _bridge = bridge;
        _way = way;
        login.Cut = bridge.Dispose;
        var info = new ConnectionInfo(
            "server", 22, destination.User, ProxyTypes.Http, "127.0.0.1", bridge.Port, NetworkBridge.User, bridge.Password,
            new LoginMethods(destination, login, OnLogin).All)
        {
            Timeout = AnswerWithin,
            RetryAttempts = 1, // Otherwise a server with MaxSessions 1 is asked ten times.
        };
        Restrict(info.Encryptions, destination.Algorithms.Ciphers);
        Restrict(info.HmacAlgorithms, destination.Algorithms.Macs);
        Restrict(info.KeyExchangeAlgorithms, destination.Algorithms.KeyExchanges);
        Compress(info);
        hostKey.Restrict(info);
        info.AuthenticationBanner += (_, banner) => login.Hear(banner.BannerMessage);
        _client = new SshClient(info);
        _client.HostKeyReceived += (_, offered) => hostKey.Judge(offered); // Without a handler the library trusts every key.
        _client.ErrorOccurred += (_, error) => Loss ??= error.Exception;
    }

    /// <summary>The error that ended the connection; null while it is up or when this side ended it.</summary>
    public Exception? Loss { get; private set; }

    /// <summary>Whether the server sent anything.</summary>
    public bool HasReceived => _bridge.HasReceived;

    public TunnelRefusals Refusals { get; } = new();

    /// <summary>Makes the client for a socket; connect it next.</summary>
    /// <param name="destination">The settings of the host.</param>
    /// <param name="login">Receives prompts and messages.</param>
    /// <param name="hostKey">Judges the host key.</param>
    /// <param name="socket">Connected to the server; disposed with the client.</param>
    /// <param name="way">The tunnel of a jump host that the socket leads through; disposed with the client.</param>
    public static BuiltinClient Over(
        Socket socket, IDisposable? way, SshDestination destination, BuiltinLogin login, HostKeyCheck hostKey) =>
        new(destination, login, hostKey, new NetworkBridge(socket), way);

    /// <summary>Logs in; cancelling ends it at once, and what the library still does then is without effect.</summary>
    /// <exception cref="SshException">The library failed.</exception>
    /// <exception cref="SocketException">The connection broke.</exception>
    public async Task ConnectAsync(CancellationToken token)
    {
        var connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var cutting = token.Register(_bridge.Dispose);

        // Logging in blocks, for minutes where the user is asked; a thread of the pool would be missed by the others.
        new Thread(Connect) { IsBackground = true, Name = "ssh login" }.Start();
        await connected.Task.WaitAsync(token);

        void Connect()
        {
            try
            {
                _client.Connect();
                connected.TrySetResult();
            }
            catch (Exception failure)
            {
                var isKnown = failure is SshException or SocketException or OperationCanceledException or ObjectDisposedException;
                connected.TrySetException(isKnown ? failure : new SshException(failure.Message, failure));
            }
        }
    }

    /// <summary>A command for the server's login shell; not started. Blocks.</summary>
    public SshCommand Command(string text) => _client.CreateCommand(text);

    /// <summary>Runs a short command; after the time limit the exit code is null.</summary>
    /// <exception cref="SshException">The server gives no session.</exception>
    public async Task<(int? ExitCode, string Output, string Errors)> RunAsync(string text, TimeSpan within, CancellationToken token)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(within);
        SshCommand? command = null;
        try
        {
            await Task.Run(
                () =>
                {
                    command = Command(text);
                    return command.ExecuteAsync(CancellationToken.None);
                },
                CancellationToken.None).WaitAsync(limit.Token);
            return (command!.ExitStatus ?? AttemptEnd.SshFailed, command.Result, command.Error);
        }
        catch (OperationCanceledException)
        {
            token.ThrowIfCancellationRequested();
            return (null, "", "");
        }
        finally
        {
            _ = Task.Run(() => command?.Dispose(), CancellationToken.None).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>A terminal of the server with a login shell; echo is off. Blocks.</summary>
    /// <exception cref="SshException">The server gives none.</exception>
    public ShellStream Terminal((int Width, int Height) size) => _client.CreateShellStream(
        Environment.GetEnvironmentVariable("TERM") ?? "xterm-256color",
        (uint)Math.Max(1, size.Width),
        (uint)Math.Max(1, size.Height),
        0,
        0,
        TerminalBuffer,
        new Dictionary<TerminalModes, uint> { [TerminalModes.ECHO] = 0 });

    /// <summary>Starts to forward a loopback port of this machine. Blocks.</summary>
    public void Start(ForwardedPortLocal port)
    {
        _client.AddForwardedPort(port);
        port.Start();
    }

    /// <summary>Ends a forward.</summary>
    public void Remove(ForwardedPortLocal port)
    {
        try
        {
            _client.RemoveForwardedPort(port);
        }
        catch (Exception ended) when (ended is SshException or ObjectDisposedException or SocketException)
        {
            // The connection is gone, and the port with it.
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
        {
            return;
        }

        // The farewell waits for a lock that a blocked sender holds; cutting the bridge frees it.
        var farewell = Task.Run(Close);
        _ = Task.WhenAny(farewell, Task.Delay(FarewellTimeout)).ContinueWith(
            _ =>
            {
                _bridge.Dispose();
                _way?.Dispose();
            },
            TaskScheduler.Default);
    }

    private static void Restrict<T>(IOrderedDictionary<string, T> algorithms, ImmutableArray<string> permitted)
    {
        foreach (var name in algorithms.Keys.Except(permitted).ToArray())
        {
            algorithms.Remove(name);
        }
    }

    // zlib@openssh.com starts after the login; the library's class waits for a login also after each later exchange of keys.
    private static void Compress(ConnectionInfo info)
    {
        info.CompressionAlgorithms[Compression] = () => info.IsAuthenticated ? new Zlib() : new ZlibOpenSsh();
        info.CompressionAlgorithms.SetPosition(Compression, 0);
    }

    private void OnLogin(Session session)
    {
        if (_session is null)
        {
            _session = session;
            session.ChannelOpenFailureReceived += (_, failure) =>
                Refusals.Add(failure.Message.ReasonCode, failure.Message.Description);
            _client.ConnectionInfo.Timeout = ConnectionTimeouts.ConnectWithin;
        }
    }

    private void Close()
    {
        try
        {
            _session?.Disconnect(); // During the login the client's own Dispose does nothing.
            _client.Dispose();
        }
        catch (Exception ended) when (ended is SshException or ObjectDisposedException or SocketException)
        {
            // The connection is gone.
        }
    }
}
