using System.Net;
using System.Text;
using GpuTop.Cli;
using GpuTop.Config;
using GpuTop.Demo;
using GpuTop.Ssh;

namespace GpuTop;

/// <summary>The session of a simulated server: its terminals are programs of this machine, its tunnels lead to pages of this
/// process.</summary>
/// <param name="server">The server.</param>
internal sealed class SimulatedSession(SimulatedServer server) : SshSession(new ServerSetting(server.Name, server.Name))
{
    private const int NotFound = 127;

    public override bool IsLocal => true;

    internal override Task<(int? ExitCode, string Output, string Errors)> RunAsync(
        string command, TimeSpan within, CancellationToken token) =>
        Task.FromResult<(int?, string, string)>((NotFound, "", "a simulated server runs no commands"));

    internal override Task<TerminalEnd> RunOnTerminalAsync(string script, IUserTerminal terminal, CancellationToken token) =>
        TerminalProcess.RunAsync(TerminalCommand(script), token);

    internal override ProcessCommand TerminalCommand(string script) => DemoTerminalCommand.Of(server.TerminalArguments(script));

    internal override Task<(FarEnd? FarEnd, string? Problem)> OpenTunnelAsync(
        TunnelTarget target, TimeSpan within, CancellationToken token)
    {
        var page = SimulatedPage.Open(server.Name, target.Port);
        return Task.FromResult<(FarEnd?, string?)>((new PageEnd(page.Address, page), null));
    }

    private protected override Task<bool> WriteAsync(ReadOnlyMemory<byte> text, CancellationToken token)
    {
        server.Send(Encoding.UTF8.GetString(text.Span).TrimEnd('\n'));
        return Task.FromResult(true);
    }

    private sealed class PageEnd(EndPoint address, IDisposable page) : FarEnd(address)
    {
        public override void Dispose() => page.Dispose();
    }
}
