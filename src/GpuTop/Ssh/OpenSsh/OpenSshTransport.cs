using GpuTop.Config;

namespace GpuTop.Ssh;

/// <summary>What all connections by OpenSSH share: the client, the folder of the sockets, askpass and the jump hosts. Dispose it after
/// <see cref="ConnectionContext"/>, when no child process is left.</summary>
internal sealed class OpenSshTransport : IDisposable
{
    private readonly string? _configFile;
    private readonly Lock _lock = new();
    private Task<(OpenSshClient? Client, Failure? Failure)>? _client;

    private OpenSshTransport(ConnectionContext context, SocketFolder folder, string? configFile)
    {
        _configFile = configFile;
        Context = context;
        Folder = folder;
        Askpass = new AskpassServer(folder, context.Prompts);
        Jumps = new JumpConnections(context, folder, Askpass);
    }

    public ConnectionContext Context { get; }

    public SocketFolder Folder { get; }

    public AskpassServer Askpass { get; }

    public JumpConnections Jumps { get; }

    /// <summary>Makes the folder of the sockets, and removes those of killed runs. Starts no connection.</summary>
    /// <param name="context">What all connections share.</param>
    /// <param name="configFile">Configuration file of ssh; null for the user's own.</param>
    /// <exception cref="IOException">No place permits a private folder.</exception>
    public static OpenSshTransport Open(ConnectionContext context, string? configFile)
    {
        var places = SocketFolder.Places(Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR"), Posix.UserId);
        var transport = new OpenSshTransport(context, SocketFolder.Create(places, Environment.ProcessId), configFile);
        _ = context.Track(transport.Folder.RemoveStaleAsync(context.Closing));
        return transport;
    }

    /// <summary>The connector of a server.</summary>
    /// <param name="target">The server.</param>
    /// <param name="reason">Why this client connects, for the user.</param>
    public IServerConnector ConnectorOf(ServerSetting target, string reason) => new OpenSshConnector(this, target, reason);

    /// <summary>The ssh client; searched at each call until it is found.</summary>
    public async Task<(OpenSshClient? Client, Failure? Failure)> ClientAsync(CancellationToken token)
    {
        Task<(OpenSshClient? Client, Failure? Failure)> client;
        lock (_lock)
        {
            if (_client is null
                or { IsCompleted: true, IsCompletedSuccessfully: false }
                or { IsCompletedSuccessfully: true, Result.Client: null })
            {
                _client = OpenSshClient.FindAsync(_configFile, Context.Closing);
            }

            client = _client;
        }

        return await client.WaitAsync(token);
    }

    /// <summary>Removes the sockets.</summary>
    public void Dispose()
    {
        Askpass.Dispose();
        Folder.Dispose();
    }
}
