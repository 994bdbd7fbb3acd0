using GpuTop.Config;

namespace GpuTop.Ssh;

/// <summary>Runs the probe on this machine, without ssh.</summary>
/// <param name="context">What all connections share.</param>
/// <param name="target">The setting of this machine.</param>
internal sealed class LocalConnector(ConnectionContext context, ServerSetting target) : IServerConnector
{
    // In a new session where setsid exists: Ctrl-C on the terminal must not end it, closing the terminal does.
    private static readonly ProcessCommand Shell = new(
        "/bin/sh", ["-c", "trap '' INT QUIT TSTP; exec $(command -v setsid) /bin/sh -s"]);

    public async Task<Failure> RunAsync(AttemptRequest request, IObserver<ConnectionStep> steps, CancellationToken token)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new Failure(
                FailureKind.Configuration, "this machine is no Linux: only Linux servers can be watched", "name one: gputop SERVER");
        }

        var process = new LocalProcess(Shell, target);
        var shell = new ProbeShell(process, request.Program(), request.HeartbeatRequests, context.Scheduler);
        return SessionFailure.AfterLogin(await process.RunAsync(shell, steps, token));
    }
}
