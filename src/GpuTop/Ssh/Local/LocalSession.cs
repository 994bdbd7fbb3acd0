using GpuTop.Config;

namespace GpuTop.Ssh;

/// <summary>The session of this machine, whose shell is a child process.</summary>
/// <param name="target">Its setting.</param>
/// <param name="write">Writes to the shell that runs the probe.</param>
internal sealed class LocalSession(ServerSetting target, Func<ReadOnlyMemory<byte>, CancellationToken, Task<bool>> write)
    : SshSession(target)
{
    public override bool IsLocal => true;

    internal override bool HasTunnels => false;

    internal override Task<(int? ExitCode, string Output, string Errors)> RunAsync(
        string command, TimeSpan within, CancellationToken token) => ChildProcess.RunAsync(Shell(command), within, token);

    internal override Task<TerminalEnd> RunOnTerminalAsync(string script, IUserTerminal terminal, CancellationToken token) =>
        TerminalProcess.RunAsync(Shell(script), token);

    internal override ProcessCommand TerminalCommand(string script) => Shell(script);

    internal override Task<(FarEnd? FarEnd, string? Problem)> OpenTunnelAsync(
        TunnelTarget target, TimeSpan within, CancellationToken token) =>
        Task.FromResult<(FarEnd?, string?)>((null, "this machine needs no tunnel"));

    private protected override Task<bool> WriteAsync(ReadOnlyMemory<byte> text, CancellationToken token) => write(text, token);

    private static ProcessCommand Shell(string script) => new("/bin/sh", ["-c", script]);
}
