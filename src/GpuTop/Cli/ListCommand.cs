namespace GpuTop.Cli;

/// <summary><c>gputop list</c>: one look at every server.</summary>
internal static class ListCommand
{
    /// <summary>Looks, prints, and tells by the exit code whether every server could be looked at.</summary>
    public static int Run(Launch launch, bool asJson)
    {
        var seen = OneLook.At(launch);
        if (asJson)
        {
            using var output = Console.OpenStandardOutput();
            FleetJson.Write(output, seen.Fleet, seen.Now);
        }
        else
        {
            FleetText.Write(Console.Out, seen.Fleet, seen.Now);
        }

        return seen.Fleet.Servers.Any(Answered.Failed) ? ExitCode.Unusable : ExitCode.Good;
    }
}
