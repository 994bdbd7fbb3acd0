using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Cli;

/// <summary><c>gputop list</c>: prints one sample of every server.</summary>
internal static class ListCommand
{
    /// <summary>Samples and prints; exit code 2 when a server failed. At a terminal each server is printed when it has answered, else all
    /// at the end in the order of the configuration. Ctrl-C prints what has arrived.</summary>
    public static int Run(LaunchOptions launch, bool asJson)
    {
        var printer = new ServerPrinter();
        var (seen, signal) = FleetSnapshot.At(
            launch,
            answered: asJson || Console.IsOutputRedirected
                ? null
                : (state, servers, user) =>
                {
                    if (printer.Next(state.Fleet, servers, state.Now) is { Length: > 0 } lines)
                    {
                        user.Print(lines);
                    }
                });
        if (signal is { } ended and not SignalExitCodes.Interrupt)
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
            Console.Out.Write(printer.Next(seen.Fleet, seen.Fleet.Servers, seen.Now));
        }

        if (NoGpuNotice.AppliesTo(seen))
        {
            Console.Error.WriteLine($"gputop: {NoGpuNotice.Line}");
        }

        return signal ?? (seen.Fleet.Servers.Any(ServerCompleteness.Failed) ? ExitCodes.Unusable : ExitCodes.Good);
    }
}
