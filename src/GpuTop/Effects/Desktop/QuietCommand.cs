using System.Diagnostics;
using GpuTop.Ssh;

namespace GpuTop.Effects;

/// <summary>Running a program to its end.</summary>
internal static class QuietCommand
{
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(1);

    /// <summary>On our own terminal, which must have been lent; the exit code, or 128 and the signal. When cancelled the program
    /// is asked to end, then killed.</summary>
    public static async Task<int> OnTerminalAsync(ProcessCommand command, CancellationToken token)
    {
        using var child = new Process { StartInfo = new ProcessStartInfo(command.Program, command.Arguments) { UseShellExecute = false } };
        child.Start();
        try
        {
            await child.WaitForExitAsync(token);
        }
        catch (OperationCanceledException)
        {
            Posix.Terminate(child.Id);
            if (!child.WaitForExit(TimeToEnd))
            {
                child.Kill();
                child.WaitForExit();
            }
        }

        return child.ExitCode;
    }

    /// <summary>Without a terminal: null when it went well, else what it said.</summary>
    public static async Task<string?> QuietlyAsync(ProcessCommand command, TimeSpan patience, CancellationToken token)
    {
        try
        {
            var (exitCode, _, errors) = await ChildProcess.RunAsync(command, patience, token);
            return exitCode switch
            {
                null => $"{command.File} does not answer",
                0 => null,
                _ => FailureClassifier.Clean(errors) is { Length: > 0 } text ? text : $"{command.File} ended with exit code {exitCode}",
            };
        }
        catch (Exception error) when (FailureClassifier.IsOfThisMachine(error))
        {
            return $"{command.File} can't be started: {error.Message.ToLowerInvariant()}";
        }
    }
}
