using GpuTop.Config;

namespace GpuTop.Ssh;

/// <summary>What all connections of the built-in client share.</summary>
/// <param name="context">What all connections share.</param>
/// <param name="findSsh">The ssh of this machine, which reads its configuration better than the built-in reader; null without one.</param>
/// <param name="configFile">Configuration file of ssh; null for the user's own.</param>
internal sealed class BuiltinTransport(
    ConnectionContext context, Func<CancellationToken, Task<OpenSshClient?>> findSsh, string? configFile)
{
    private BuiltinJumps? _jumps;

    public ConnectionContext Context => context;

    public ClientLogin Login { get; } = new();

    public BuiltinJumps Jumps => LazyInitializer.EnsureInitialized(ref _jumps, () => new BuiltinJumps(context, Login, DestinationAsync));

    /// <summary>The connector of a server.</summary>
    /// <param name="target">The server.</param>
    /// <param name="reason">Why this client connects, for the user.</param>
    public IServerConnector ConnectorOf(ServerSetting target, string reason) => new BuiltinConnector(this, target, reason);

    /// <summary>The settings for a host, or the reason why they cannot be read.</summary>
    public async Task<(SshDestination? Destination, Failure? Failure)> DestinationAsync(string host, CancellationToken token)
    {
        string settings;
        if (await findSsh(token) is { } ssh)
        {
            var (output, failure) = await ssh.SettingsAsync(host, token);
            if (output is null)
            {
                return (null, failure);
            }

            settings = output;
        }
        else
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            string[] files = configFile is null ? [SshConfigHosts.UserFile, SshConfigReader.SystemFile] : [configFile];
            settings = SshConfigReader.Read(files, home, host);
        }

        var destination = SshDestinationParser.Parse(settings, host, Environment.GetEnvironmentVariable);
        return destination.Unsupported is { } setting
            ? (null, new Failure(
                FailureKind.Configuration,
                $"the built-in ssh does not know {setting}",
                "with OpenSSH it works: ssh = \"openssh\" for this server in gputop.toml"))
            : (destination, null);
    }
}
