using GpuTop.Config;
using GpuTop.Recordings;

namespace GpuTop.Cli;

/// <summary><c>gputop replay FILE</c>: shows a recording on the full screen, without connections.</summary>
internal static class ReplayCommand
{
    /// <summary>Runs until the user quits; the exit code.</summary>
    /// <param name="launch">Settings of the screen.</param>
    /// <param name="path">The file.</param>
    public static int Run(LaunchOptions launch, string path)
    {
        Recording recording;
        try
        {
            recording = RecordingReader.ReadFile(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or RecordingException or InvalidDataException)
        {
            Console.Error.WriteLine($"gputop: {path}: {FileErrors.ReasonOf(error, path)}");
            return ExitCodes.Unusable;
        }

        if (recording.Events.IsEmpty)
        {
            Console.Error.WriteLine($"gputop: {path}: nothing was recorded");
            return ExitCodes.Unusable;
        }

        var settings = launch.Settings with { Alerts = [], Tunnels = [], Hook = [], ReadOnly = true };
        var code = FullScreen.Run(launch with { Recording = recording, Settings = settings });
        if (recording.IsCut)
        {
            Console.Error.WriteLine($"gputop: {path}: the file ends within an event; what came before was shown");
        }

        return code;
    }
}
