using System.Reactive.Linq;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Cli;

/// <summary>One complete sample of every server.</summary>
internal static class FleetSnapshot
{
    // CPU utilization needs a second sample after this time.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>The fleet when every server is complete or failed, or a signal ended the wait; GPUs that are empty at that moment are free.
    /// With it the exit code of that signal, or null.</summary>
    /// <param name="launch">The servers.</param>
    /// <param name="mayAsk">Whether prompts are shown to the user.</param>
    public static (AppState Seen, int? Signal) At(LaunchOptions launch, bool mayAsk = true)
    {
        var (seen, signal) = HeadlessRun.Run(
            launch,
            launch.AvailabilityLimits with { FreeAfter = TimeSpan.Zero },
            Interval,
            (states, user, clock) => states
                .TakeUntil(state => state.Fleet.Servers.All(server => IsOver(server, state.Now)))
                .TakeUntil(user.After(user.LoginWithin, clock)),
            Status,
            mayAsk);
        return (seen with { Fleet = new Fleet([.. seen.Fleet.Servers.Select(server => GaveUp(server, seen.Now))]) }, signal);
    }

    private static bool IsOver(Server server, DateTimeOffset now) =>
        (ServerCompleteness.IsComplete(server) && ServerCompleteness.HasUse(server, now))
        || ServerCompleteness.IsConnectedLongerThan(server, now, ServerCompleteness.Within);

    private static string Status(AppState state)
    {
        var missing = state.Fleet.Servers.Where(server => !IsOver(server, state.Now)).Select(server => server.Name);
        return $"waiting for {string.Join(", ", missing)}; Ctrl-C goes on without";
    }

    private static Server GaveUp(Server server, DateTimeOffset now) => server.Connection.Phase switch
    {
        ConnectionPhase.Connecting => server with
        {
            Connection = new ConnectionStatus(
                ConnectionPhase.Failed, now, new Problem($"not connected after {(now - server.Connection.Since).TotalSeconds:0} s")),
        },
        ConnectionPhase.Live when !server.SectionTimes.ContainsKey(ProbeSection.Gpus) && server.GpusFailedAt is null =>
            server with { GpuProblem = server.GpuProblem ?? "nvidia-smi not responding" },
        _ => server,
    };
}
