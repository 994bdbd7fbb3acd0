using GpuTop.Terminal;

namespace GpuTop.Cli;

/// <summary><c>gputop list</c>: one look at every server.</summary>
internal static class ListCommand
{
    /// <summary>Looks, prints, and tells by the exit code whether every server could be looked at. Ctrl-C prints what is there.</summary>
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

        return signal ?? (seen.Fleet.Servers.Any(ServerCompleteness.Failed) ? ExitCode.Unusable : ExitCode.Good);
    }
}
