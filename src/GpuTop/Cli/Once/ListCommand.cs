using GpuTop.TerminalDriver;

namespace GpuTop.Cli;

/// <summary><c>gputop list</c>: prints one sample of every server.</summary>
internal static class ListCommand
{
    /// <summary>Samples and prints; exit code 2 when a server failed. Ctrl-C prints what has arrived.</summary>
    public static int Run(LaunchOptions launch, bool asJson)
    {
        var (seen, signal) = FleetSnapshot.At(launch);
        if (signal is { } ended and not ExitCodes.Interrupt)
        {
            return ended;
        }

        if (asJson)
        {
            using var output = Console.OpenStandardOutput();
            FleetJson.Write(output, seen.Fleet, seen.Now);
        }
        else
        {
            FleetText.Write(Console.Out, seen.Fleet, seen.Now);
        }

        return signal ?? (seen.Fleet.Servers.Any(ServerCompleteness.Failed) ? ExitCodes.Unusable : ExitCodes.Good);
    }
}
