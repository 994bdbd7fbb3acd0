using System.Collections.Immutable;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.Ui;

namespace GpuTop.Cli;

/// <summary><c>gputop free</c> and <c>gputop wait</c>: places with free GPUs.</summary>
internal static class FindCommand
{
    /// <summary>Watches until every GPU is decided, prints the places; exit code 1 without one.</summary>
    public static int Free(LaunchOptions launch, PlacementRequest request, FindFormat format)
    {
        var (state, signal) = Watch(
            launch,
            request,
            launch.AvailabilityLimits,
            state => $"{FindOutput.Status(state, request)}; watching {Duration.Show(launch.AvailabilityLimits.FreeAfter)} to be sure",
            (states, user, clock) => states
                .TakeUntil(state => state.Fleet.Servers.All(server => IsDecided(server, state.Now, request)
                    || ServerCompleteness.IsConnectedLongerThan(
                        server, state.Now, launch.AvailabilityLimits.FreeAfter + ServerCompleteness.Within)))
                .TakeUntil(user.After(launch.AvailabilityLimits.FreeAfter + user.LoginWithin, clock)));
        return signal ?? Print(state, request, format);
    }

    /// <summary>Watches until there is a place, or there can never be one.</summary>
    /// <param name="launch">The servers.</param>
    /// <param name="request">The GPUs to find.</param>
    /// <param name="format">Format of the output.</param>
    /// <param name="freeFor">Time that a GPU must have been free; null for <c>free_after</c>.</param>
    /// <param name="timeout">Time limit; null for none.</param>
    public static int Wait(LaunchOptions launch, PlacementRequest request, FindFormat format, TimeSpan? freeFor, TimeSpan? timeout)
    {
        var isTimedOut = false;
        var (state, signal) = Watch(
            launch,
            request,
            launch.AvailabilityLimits with { FreeAfter = freeFor ?? launch.AvailabilityLimits.FreeAfter },
            state => FindOutput.Status(state, request),
            (states, user, clock) => WarnOnce(states, user, request)
                .TakeUntil(state => !PlacesOf(state, request).IsEmpty || state.Fleet.Servers.All(NeedsUser))
                .TakeUntil(NoGpuNotice.AppliesTo)
                .TakeUntil(timeout is { } limit
                    ? Observable.Timer(limit, clock).Do(_ => isTimedOut = true)
                    : Observable.Never<long>()));
        return signal ?? Print(state, request, format, isTimedOut ? timeout : null);
    }

    private static (AppState Last, int? Signal) Watch(
        LaunchOptions launch,
        PlacementRequest request,
        AvailabilityLimits limits,
        Func<AppState, string> status,
        Func<IObservable<AppState>, ConsolePrompter, IScheduler, IObservable<AppState>> until) =>
        HeadlessRun.Run(
            launch,
            limits,
            launch.Settings.Interval,
            (states, user, clock) =>
                until(states, user, clock).TakeUntil(state => LimitsOf(state, request).Impossibility is not null),
            status,
            isWanted: request.AppliesTo);

    private static int Print(AppState state, PlacementRequest request, FindFormat format, TimeSpan? timeout = null)
    {
        var places = PlacesOf(state, request);
        using (var output = Console.OpenStandardOutput())
        {
            FindOutput.Write(output, Console.Out, places, state.Now, format);
        }

        if (!places.IsEmpty)
        {
            return ExitCodes.Good;
        }

        if (state.Fleet.Servers.IsEmpty)
        {
            Console.Error.WriteLine($"gputop: no server is called {request.ServerGlob}");
        }

        var silent = state.Fleet.Servers.Where(server => ServerCompleteness.HasNoGpuState(server, state.Now, state.Interval)).ToList();
        foreach (var server in silent)
        {
            Console.Error.WriteLine($"gputop: {server.Name}: {WhySilent(server)}");
        }

        if (NoGpuNotice.AppliesTo(state))
        {
            Console.Error.WriteLine($"gputop: {NoGpuNotice.Line}");
        }

        var end = timeout is { } limit ? $"timed out after {Duration.Show(limit)}" : null;
        if (silent.Count == state.Fleet.Servers.Length)
        {
            Console.Error.Write(end is null ? "" : $"gputop: {end}\n");
            return ExitCodes.Unusable;
        }

        var why = LimitsOf(state, request).Problem ?? (end is null ? "no such GPUs are free" : "no such GPUs became free");
        Console.Error.WriteLine($"gputop: {(end is null ? "" : $"{end}: ")}{why}");
        return ExitCodes.NothingFound;
    }

    private static string WhySilent(Server server) =>
        server.Connection.Problem?.Text ?? server.GpuProblem ?? server.ProcessProblem
        ?? (server.Connection.Phase != ConnectionPhase.Live ? "no answer"
            : server.IsKnown(ProbeSection.Gpus) && !server.Gpus.IsEmpty
                ? server.Gpus[0].Availability.Why ?? "the state of its GPUs is not known"
            : "nvidia-smi not responding");

    private static ImmutableArray<Placement> PlacesOf(AppState state, PlacementRequest request) =>
        PlacementSearch.Of(state.Fleet, state.Now, state.Interval, request);

    private static PlacementFeasibility LimitsOf(AppState state, PlacementRequest request) => PlacementFeasibility.Of(state.Fleet, request);

    // After every server has answered or failed; a failed one may return with such GPUs.
    private static IObservable<AppState> WarnOnce(IObservable<AppState> states, ConsolePrompter user, PlacementRequest request)
    {
        var isWarned = false;
        return states.Do(state =>
        {
            if (!isWarned && LimitsOf(state, request) is { Problem: not null, Impossibility: null } limits
                && limits.UnreportedServers.All(ServerCompleteness.Failed))
            {
                isWarned = true;
                user.Tell($"gputop: {limits.Warning}");
            }
        });
    }

    private static bool NeedsUser(Server server) => server.Connection.Phase == ConnectionPhase.NeedsUser;

    private static bool IsPending(Gpu gpu) =>
        gpu.Sample.MigEnabled == true ? gpu.Instances.Any(instance => instance.Availability.IsPending) : gpu.Availability.IsPending;

    // Whether the present state of the server is known completely.
    private static bool IsDecided(Server server, DateTimeOffset now, PlacementRequest request) => server.PhaseAt(now) switch
    {
        ConnectionPhase.Lost or ConnectionPhase.Failed or ConnectionPhase.NeedsUser => true,
        ConnectionPhase.Live => ServerCompleteness.KnowsGpus(server)
            && !server.Gpus.Any(gpu => IsPending(gpu) || (request.Share && gpu.Availability.MayBeLight)),
        _ => false,
    };
}

/// <summary>Output format of places.</summary>
internal enum FindFormat
{
    /// <summary>One line a place.</summary>
    Text,

    /// <summary>The format of <c>list --json</c>, with only the places.</summary>
    Json,

    /// <summary>Shell commands for the best place.</summary>
    Environment,
}
