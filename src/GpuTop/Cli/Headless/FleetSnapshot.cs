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
    /// <param name="answered">Called with each state, and the servers of it that have answered completely; null for nothing.</param>
    public static (AppState Seen, int? Signal) At(
        LaunchOptions launch, bool mayAsk = true, Action<AppState, IEnumerable<Server>, ConsolePrompter>? answered = null)
    {
        var (seen, signal) = HeadlessRun.Run(
            launch,
            launch.AvailabilityLimits with { FreeAfter = TimeSpan.Zero },
            Interval,
            (states, user, clock) => states
                .Do(state => answered?.Invoke(state, state.Fleet.Servers.Where(server => HasAnswered(server, state.Now)), user))
                .TakeUntil(state => state.Fleet.Servers.All(server => IsOver(server, state.Now)))
                .TakeUntil(user.After(user.LoginWithin, clock)),
            Status,
            mayAsk);
        return (seen with { Fleet = new Fleet([.. seen.Fleet.Servers.Select(server => GaveUp(server, seen.Now))]) }, signal);
    }

    // A server that failed may return until the others have answered.
    private static bool HasAnswered(Server server, DateTimeOffset now) =>
        server.Connection.Phase == ConnectionPhase.Live && IsOver(server, now);

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
