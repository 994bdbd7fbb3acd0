using GpuTop.Config;

namespace GpuTop.Ssh;

/// <summary>Connects to one server by the client of the settings, chosen anew for each attempt.</summary>
/// <param name="openSsh">The client of this machine.</param>
/// <param name="builtin">The built-in client.</param>
/// <param name="target">The server.</param>
/// <param name="choice">The setting.</param>
internal sealed class ChosenConnector(OpenSshTransport openSsh, BuiltinTransport builtin, ServerSetting target, SshChoice choice)
    : IServerConnector
{
    private readonly IServerConnector _openSsh = openSsh.ConnectorOf(target, choice == SshChoice.Auto ? "auto" : "as configured");
    private IServerConnector? _builtin;

    public async Task<Failure> RunAsync(AttemptRequest request, IObserver<ConnectionStep> steps, CancellationToken token)
    {
        var connector = choice == SshChoice.OpenSsh || (choice == SshChoice.Auto && await IsSharedAsync(token)) ? _openSsh : Builtin;
        return await connector.RunAsync(request, steps, token);
    }

    // One object for all attempts: it remembers what the login shell permits.
    private IServerConnector Builtin => _builtin ??= builtin.ConnectorOf(
        target, choice == SshChoice.Auto ? "auto: there is no OpenSSH here that shares connections" : "as configured");

    /// <summary>Whether an ssh is there that can share its connection; one that does not answer may be.</summary>
    private async Task<bool> IsSharedAsync(CancellationToken token)
    {
        var (client, failure) = await openSsh.ClientAsync(token);
        return client?.SharesConnections ?? failure!.Kind != FailureKind.Configuration;
    }
}
