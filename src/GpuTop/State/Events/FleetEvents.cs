using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Log entries for changes of servers.</summary>
internal static class FleetEvents
{
    private static readonly TimeSpan Repeat = TimeSpan.FromHours(1);

    // Enough for one line per process of a job on all cards of a server, without dropping the events of other servers.
    private const int MostAtOnce = 32;

    /// <summary>The state with a log entry for each relevant change by a message.</summary>
    public static AppState Log(AppState before, AppState after, Message message)
    {
        var (name, isLink) = message switch
        {
            Message.ReadingReceived heard => (heard.Server, false),
            Message.ConnectionChanged linked => (linked.Server, true),
            _ => (null, false),
        };
        if (name is null || before.Fleet.Find(name) is not { } was || after.Fleet.Find(name) is not { } now)
        {
            return after;
        }

        return isLink ? Connection(after, was, now) : message switch
        {
            _ when now.SameAs is not null => after,
            Message.ReadingReceived { Reading: Reading.Gpus } => Gpus(after, was, now),
            Message.ReadingReceived { Reading: Reading.Processes } => Jobs(after, was, now),
            Message.ReadingReceived { Reading: Reading.Mounts } => DiskEvents.Log(after, was, now),
            _ => after,
        };
    }

    private static AppState Connection(AppState state, Server was, Server now)
    {
        var problem = now.Connection.Problem?.Text ?? "no reason given";
        var place = new ItemKey(now.Name);
        return (was.Connection.Phase, now.Connection.Phase) switch
        {
            (not ConnectionPhase.Live, ConnectionPhase.Live) when was.LastReceivedAt is null =>
                state.Log(EventKind.Connection, "connected", place, Tone.Good),
            (not ConnectionPhase.Live, ConnectionPhase.Live) => state.Log(EventKind.Connection, "connected again", place, Tone.Good),
            (_, ConnectionPhase.Lost) => state.Log(EventKind.Connection, problem, place, Tone.Bad),
            (_, ConnectionPhase.NeedsUser) => state.Log(EventKind.Connection, $"needs you: {problem}", place, Tone.Bad),

            // Logged once, not at every attempt.
            (_, ConnectionPhase.Failed) when !WasLogged(state, now, problem) =>
                state.Log(EventKind.Connection, $"can't be reached: {problem}", place, Tone.Bad),
            _ => state,
        };
    }

    private static bool WasLogged(AppState state, Server server, string problem) =>
        state.Events.Newest.FirstOrDefault(happened =>
            happened.Kind == EventKind.Connection && happened.Servers.Contains(server.Name)) is { Tone: Tone.Bad } last
        && last.Text.EndsWith(problem, StringComparison.Ordinal);

    private static AppState Gpus(AppState state, Server was, Server now)
    {
        state = DriverWarning(state, was, now);
        if (was.Gpus.IsEmpty)
        {
            return GpusAtStart(state, now);
        }

        var countBefore = state.Events.Count;
        foreach (var gpu in now.Gpus)
        {
            if (state.Events.Count - countBefore == MostAtOnce)
            {
                return state.Log(EventKind.Gpu, "more GPUs changed", new ItemKey(now.Name));
            }

            var before = was.Gpus.FirstOrDefault(other => MissingGpus.IsSameCard(other.Sample, gpu.Sample));
            var place = new ItemKey(now.Name, gpu.Sample.Key);
            state = (before?.Availability.State, gpu.Availability.State) switch
            {
                (not null and not GpuState.Free, GpuState.Free) when WasTaken(gpu) =>
                    state.Log(EventKind.Gpu, $"GPU {GpuNumbers.Of(gpu)} is free", place, Tone.Good),
                (not GpuState.Sick, GpuState.Sick) =>
                    state.Log(EventKind.Gpu, $"GPU {GpuNumbers.Of(gpu)} is sick: {gpu.Availability.Why}", place, Tone.Bad),
                (GpuState.Sick, not GpuState.Sick) => state.Log(EventKind.Gpu, $"GPU {GpuNumbers.Of(gpu)} is well again", place, Tone.Good),
                _ => state,
            };
            if (gpu.Sample.Alarm is { } alarm && alarm != before?.Sample.Alarm)
            {
                state = LogOnce(state, $"GPU {GpuNumbers.Of(gpu)}: {alarm}", place);
            }
        }

        return state;
    }

    private static AppState GpusAtStart(AppState state, Server now)
    {
        var sick = now.Gpus.Count(gpu => gpu.Availability.State == GpuState.Sick);
        var alarms = now.Gpus.Count(gpu => gpu.Availability.State != GpuState.Sick && gpu.Sample.Alarm is not null);
        return sick + alarms == 0 ? state : state with
        {
            Events = state.Events.WithStart(new StartSummary(state.Now, [now.Name]) { SickGpus = sick, GpuAlarms = alarms }),
        };
    }

    // nvidia-smi prints warnings between the rows, in some or all rounds: "WARNING: infoROM is corrupted at gpu 0000:17:00.0".
    private static AppState DriverWarning(AppState state, Server was, Server now) =>
        now.GpuProblem is { } words && words != was.GpuProblem && DriverWarnings.IsWarning(words)
            ? LogOnce(state, words, new ItemKey(now.Name, now.Gpus.FirstOrDefault(gpu => MissingGpus.IsAt(gpu.Sample, words))?.Sample.Key))
            : state;

    // An intermittent sensor failure is one event.
    private static AppState LogOnce(AppState state, string text, ItemKey place) =>
        state.Events.Newest.Any(happened => happened.Text == text && happened.Place == place && state.Now - happened.At < Repeat)
            ? state
            : state.Log(EventKind.Gpu, text, place, Tone.Bad);

    // A GPU that was empty at the first sample was not freed.
    private static bool WasTaken(Gpu gpu) => !gpu.Availability.IsLowerBound;

    // A refused process list does not show which processes ended.
    private static AppState Jobs(AppState state, Server was, Server now)
    {
        if (now.ProcessProblem is not null || was.ProcessProblem is not null)
        {
            return state;
        }

        var alive = now.Processes.Select(process => (process.Pid, process.StartTicks)).ToHashSet();
        var ended = was.Processes
            .Where(process => was.IsMine(process) == true && !alive.Contains((process.Pid, process.StartTicks)))
            .ToList();
        foreach (var process in ended.Take(MostAtOnce))
        {
            var place = new ItemKey(now.Name, process.Shares.IsEmpty ? null : process.Shares[0].GpuKey);
            state = state.Log(EventKind.Job, $"your job ended: {process.Pid} {process.Command}", place);
        }

        return ended.Count > MostAtOnce
            ? state.Log(EventKind.Job, $"{ended.Count - MostAtOnce} more of your jobs ended", new ItemKey(now.Name))
            : state;
    }
}
