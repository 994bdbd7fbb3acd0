using System.ComponentModel;

namespace GpuTop.Ssh;

/// <summary>The OpenSSH client of this machine.</summary>
/// <param name="Version">Its release.</param>
/// <param name="Command">Its command lines.</param>
internal sealed record OpenSshClient(OpenSshVersion Version, OpenSshCommands Command)
{
    /// <summary>Includes the time of the user's <c>Match exec</c>, which runs at every call.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>Whether it shares connections at a control socket; the port for Windows does not.</summary>
    public bool SharesConnections { get; private init; } = true;

    /// <summary>The client in PATH, or the reason why there is none.</summary>
    public static async Task<(OpenSshClient? Client, Failure? Failure)> FindAsync(string? configFile, CancellationToken token)
    {
        try
        {
            var (exitCode, _, text) = await ChildProcess.RunAsync(OpenSshCommands.Version, AnswerWithin, token);
            return OpenSshVersion.Parse(text) is { } version
                ? (new OpenSshClient(version, new OpenSshCommands(version, configFile))
                {
                    SharesConnections = !text.Contains("OpenSSH_for_Windows", StringComparison.Ordinal),
                }, null)
                : (null, exitCode is null
                    ? new Failure(FailureKind.TimedOut, "ssh -V did not answer within 10 s", "is this machine overloaded?")
                    : new Failure(
                        FailureKind.Configuration, "ssh is not OpenSSH", "install the OpenSSH client", FailureText.Clean(text)));
        }
        catch (Win32Exception error) when (error.NativeErrorCode == Posix.NoSuchFile)
        {
            return (null, new Failure(FailureKind.Configuration, "there is no ssh on this machine", "install the OpenSSH client"));
        }
    }

    /// <summary>The route to a host, or the failure of <c>ssh -G</c>.</summary>
    public async Task<(SshRoute? Route, Failure? Failure)> RouteAsync(string host, CancellationToken token)
    {
        var (settings, failure) = await SettingsAsync(host, token);
        return (settings is null ? null : SshRoute.Parse(settings, host), failure);
    }

    /// <summary>The output of <c>ssh -G</c> for a host, or its failure.</summary>
    public async Task<(string? Settings, Failure? Failure)> SettingsAsync(string host, CancellationToken token)
    {
        var (exitCode, output, errors) = await ChildProcess.RunAsync(Command.Resolve(host), AnswerWithin, token);
        return exitCode switch
        {
            0 => (output, null),
            null => (null, new Failure(
                FailureKind.TimedOut, "ssh -G did not answer within 10 s", "does a Match exec of ~/.ssh/config hang?")),
            _ => (null, FailureClassifier.Classify(
                new AttemptEnd(host, errors, "", "", exitCode.Value, IsAuthenticated: false, WasReady: false))),
        };
    }
}
