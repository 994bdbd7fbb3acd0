using GpuTop.Config;

namespace GpuTop.Ssh;

/// <summary>One ssh that connects, runs the probe's shell and shares its connection at a control socket.</summary>
/// <param name="command">The command line of ssh.</param>
/// <param name="environment">Its additional variables.</param>
/// <param name="target">The server.</param>
/// <param name="login">Its login.</param>
/// <param name="log">Its messages.</param>
/// <param name="client">See <see cref="SshSession.Client"/>.</param>
internal sealed class OpenSshProcess(
    ProcessCommand command,
    IReadOnlyDictionary<string, string> environment,
    ServerSetting target,
    LoginAttempt login,
    SshLog log,
    string client)
    : ProbeProcess(command, environment, target)
{
    private static readonly TimeSpan SocketPollInterval = TimeSpan.FromMilliseconds(40);

    protected override string Messages => log.Text;

    // The control socket appears after the login.
    public override async Task AwaitLoginAsync(CancellationToken token)
    {
        while (!File.Exists(login.Socket))
        {
            await Task.Delay(SocketPollInterval, token);
        }
    }

    public override void OnLoggedIn() => login.Dispose();

    public override void OnHeartbeat() => log.Trim();

    public override SshSession OpenSession(string noise) => new OpenSshSession(Target, login.Socket, log, WriteLineAsync)
    {
        Client = client,
        Warning = FailureClassifier.Warning(log.Text),
        Noise = noise,
        LoginOutput = FailureText.Clean($"{log.Text}{Errors}"),
    };

    protected override void OnEnded() => File.Delete(login.Socket);
}
