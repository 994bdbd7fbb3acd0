using System.Diagnostics;
using GpuTop.Ssh;

namespace GpuTop.Effects;

/// <summary>The local program of an attach: ssh, a shell or tmux.</summary>
internal static class AttachProcess
{
    private static readonly TimeSpan TerminateTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Runs a command on the terminal, which the screen must have released; its exit code, or 128 and the signal. Cancelling
    /// sends SIGTERM, then SIGKILL.</summary>
    public static async Task<int> RunOnTerminalAsync(ProcessCommand command, CancellationToken token)
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

    /// <summary>Runs a short command without a terminal; null on success, else the reason of its failure.</summary>
    public static async Task<string?> CheckAsync(ProcessCommand command, TimeSpan within, CancellationToken token)
    {
        try
        {
            var (exitCode, _, errors) = await ChildProcess.RunAsync(command, within, token);
            return exitCode switch
            {
                null => $"{command.File} does not answer",
                0 => null,
                _ => FailureText.Clean(errors) is { Length: > 0 } text ? text : $"{command.File} ended with exit code {exitCode}",
            };
        }
        catch (Exception error) when (MachineFailure.Explains(error))
        {
            return $"{command.File} can't be started: {error.Message.ToLowerInvariant()}";
        }
    }
}
