using System.IO.Pipelines;
using GpuTop.Config;

namespace GpuTop.Ssh;

/// <summary>The streams of the probe's shell over the built-in client, whose login has succeeded.</summary>
/// <param name="target">The server.</param>
/// <param name="client">The connection.</param>
/// <param name="shell">The shell.</param>
/// <param name="login">The login.</param>
internal sealed class BuiltinProbeChannel(ServerSetting target, BuiltinClient client, BuiltinShell shell, BuiltinLogin login)
    : IProbeChannel
{
    public PipeReader Output => shell.Output;

    public string Errors => shell.Errors;

    /// <summary>See <see cref="SshSession.Client"/>.</summary>
    public required string Client { get; init; }

    /// <summary>See <see cref="SshSession.Warning"/>.</summary>
    public string? Warning { get; init; }

    public Task<bool> WriteAsync(ReadOnlyMemory<byte> text, TimeSpan within, CancellationToken token) =>
        shell.WriteAsync(text, within, token);

    public Task AwaitLoginAsync(CancellationToken token) => Task.CompletedTask;

    public void OnLoggedIn() => login.Dispose();

    public void OnHeartbeat() => shell.DrainErrors();

    public SshSession OpenSession(string noise) => new BuiltinSession(target, client, shell)
    {
        Client = Client,
        Warning = Warning,
        Noise = noise,
        LoginOutput = FailureText.Clean($"{login.Messages}{login.ServerText}{shell.Errors}"),
    };
}
