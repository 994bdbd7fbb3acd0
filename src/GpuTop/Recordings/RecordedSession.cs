using GpuTop.Config;
using GpuTop.Ssh;

namespace GpuTop.Recordings;

/// <summary>The session of a recorded connection: what is sent to it has no effect.</summary>
/// <param name="target">The server.</param>
internal sealed class RecordedSession(ServerSetting target) : SshSession(target)
{
    private const string Problem = "a recording has no connection";

    public override bool IsLocal => true;

    internal override bool HasTunnels => false;

    internal override Task<(int? ExitCode, string Output, string Errors)> RunAsync(
        string command, TimeSpan within, CancellationToken token) =>
        Task.FromResult<(int?, string, string)>((null, "", Problem));

    internal override Task<TerminalEnd> RunOnTerminalAsync(string script, IUserTerminal terminal, CancellationToken token) =>
        Task.FromResult(new TerminalEnd(null, Problem));

    internal override ProcessCommand? TerminalCommand(string script) => null;

    internal override Task<(FarEnd? FarEnd, string? Problem)> OpenTunnelAsync(
        TunnelTarget target, TimeSpan within, CancellationToken token) => Task.FromResult<(FarEnd?, string?)>((null, Problem));

    private protected override Task<bool> WriteAsync(ReadOnlyMemory<byte> text, CancellationToken token) => Task.FromResult(true);
}
