using GpuTop.Ssh;

namespace GpuTop.Effects;

/// <summary>The local program that opens a window for an attach.</summary>
internal static class AttachProcess
{
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
            return command.StartProblem(error);
        }
    }
}
