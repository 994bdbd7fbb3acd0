using System.Diagnostics;

namespace GpuTop.Ssh;

/// <summary>A local program that has the user's terminal: ssh, a shell or a command.</summary>
internal static class TerminalProcess
{
    private static readonly TimeSpan TerminateTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Runs a command on the terminal, which the screen must have released. Cancelling sends SIGTERM, then SIGKILL.</summary>
    public static async Task<TerminalEnd> RunAsync(ProcessCommand command, CancellationToken token)
    {
        try
        {
            return new TerminalEnd(await ExitCodeAsync(command, token));
        }
        catch (Exception error) when (MachineFailure.Explains(error))
        {
            return new TerminalEnd(null, command.StartProblem(error));
        }
    }

    private static async Task<int> ExitCodeAsync(ProcessCommand command, CancellationToken token)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments) { UseShellExecute = false };
        using var child = Process.Start(start)!;
        try
        {
            await child.WaitForExitAsync(token);
        }
        catch (OperationCanceledException)
        {
            Posix.Terminate(child.Id);
            if (!child.WaitForExit(TerminateTimeout))
            {
                child.Kill();
                child.WaitForExit();
            }
        }

        return child.ExitCode;
    }
}

/// <summary>The end of a program that had the user's terminal.</summary>
/// <param name="ExitCode">Its exit code, or 128 and the signal; null when the connection gave no terminal or was lost.</param>
/// <param name="Problem">The reason why it could not be started on this machine; null otherwise.</param>
internal readonly record struct TerminalEnd(int? ExitCode, string? Problem = null);
