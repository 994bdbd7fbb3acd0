using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Key <c>n</c>: adds or removes an alert for the selected GPU, process, disk or server.</summary>
internal static class AlertActions
{
    // Preconditions are checked here and not by the key hints, because those are evaluated for every frame.
    public static UpdateResult Press(AppState state)
    {
        if (state.View == ViewKind.Processes && !state.ListOf(ViewKind.Processes).Tagged.IsEmpty)
        {
            return ForTagged(state);
        }

        if (Subject(state) is not { } rule)
        {
            return state.ShowNotice("select a GPU, a server, a process or a disk to be told of it", isProblem: true);
        }

        if (Existing(state, rule) is { } there)
        {
            return state.ShowNotice($"alert removed: {rule.Name}") with { Alerts = state.Alerts.Without(there) };
        }

        return WhyNot(state, rule) is { } reason
            ? state.ShowNotice(reason, isProblem: true)
            : AlertEngine.Add(state.ShowNotice($"will tell when {rule.Name}"), rule);
    }

    // For all marked jobs; removes the alerts when all of them have one.
    private static UpdateResult ForTagged(AppState state)
    {
        var rules = SelectionLookup.All(state)
            .SelectMany(selection => selection.Processes.Select(process => OfJob(selection.Server, process)))
            .ToList();
        var jobs = rules.Count == 1 ? "1 job" : $"{rules.Count} jobs";
        var missing = rules.Where(rule => Existing(state, rule) is null).ToList();
        return missing.Count > 0
            ? missing.Aggregate(state.ShowNotice($"will tell when each of {jobs} has ended"), AlertEngine.Add)
            : state.ShowNotice($"alerts removed: {jobs}") with
            {
                Alerts = rules.Aggregate(state.Alerts, (alerts, rule) => alerts.Without(Existing(state, rule)!)),
            };
    }

    // The alert for a network file system may be on another of its servers, which answered when it was added.
    private static AlertRule? Existing(AppState state, AlertRule rule) =>
        state.View == ViewKind.Storage && StorageList.View.Selected(state) is { IsGroup: true } group
            ? group.Members.Select(row => state.Alerts.Find(rule.Kind, row.Server.Name, row.Mount?.Path))
                .OfType<AlertRule>()
                .FirstOrDefault()
            : state.Alerts.Find(rule.Kind, rule.ServerGlob, rule.Subject);

    private static string? WhyNot(AppState state, AlertRule rule) => (rule.Kind, state.Fleet.Find(rule.ServerGlob)) switch
    {
        (AlertKind.GpuFree, { } server)
            when server.Gpus.Any(gpu => gpu.Sample.Key == rule.Subject && PlacementSearch.CanBePlaced(server, gpu)) => "it is free",
        (AlertKind.ServerBack, { } server) when server.PhaseAt(state.Now) == ConnectionPhase.Live =>
            "it is connected; select a GPU to be told when it frees",
        (AlertKind.Disk, { } server) when server.Mounts.Any(mount => mount.Path == rule.Subject && mount.FullPercent >= rule.Above) =>
            "it is that full already",
        _ => null,
    };

    private static AlertRule? Subject(AppState state) => state.View switch
    {
        ViewKind.Fleet => InFleet(state),
        ViewKind.Gpu when state.GpuScreen?.Selected is not null && SelectionLookup.Of(state) is { Processes: [var clicked] } on =>
            OfJob(on.Server, clicked),
        ViewKind.Gpu => state.GpuScreen is { Place: var place } ? InPlace(state, place) : null,
        ViewKind.Storage => StorageList.View.Selected(state) is { Mount: { } mount } row
            ? OfMount(row.Server, mount, state.Options.Thresholds.DiskWarnPercent)
            : null,
        _ => SelectionLookup.Of(state) is { Processes: [var process, ..], Server: var server } ? OfJob(server, process) : null,
    };

    private static AlertRule? InPlace(AppState state, ItemKey place) =>
        state.Fleet.Find(place.Server) is { } server && server.Gpus.FirstOrDefault(gpu => gpu.Sample.Key == place.GpuKey) is { } gpu
            ? OfGpu(server, gpu)
            : null;

    private static AlertRule? InFleet(AppState state)
    {
        if (FleetRows.Selected(state) is not { } row)
        {
            return null;
        }

        return row.Gpu is { } gpu ? OfGpu(row.Server, gpu) : Once($"{row.Server.Name} is back", AlertKind.ServerBack, row.Server, null);
    }

    /// <summary>The alert for a free GPU.</summary>
    internal static AlertRule OfGpu(Server server, Gpu gpu) =>
        Once($"GPU {gpu.Sample.Index} of {server.Name} is free", AlertKind.GpuFree, server, gpu.Sample.Key);

    /// <summary>The alert for the end of a job.</summary>
    internal static AlertRule OfJob(Server server, GpuProcess process) =>
        Once($"job {process.Pid} of {server.Name} has ended", AlertKind.JobEnded, server, AlertRule.JobKey(process));

    /// <summary>The alert for a full file system.</summary>
    internal static AlertRule OfMount(Server server, Mount mount, double percent) =>
        Once($"{mount.Path} of {server.Name} is {percent:0}% full", AlertKind.Disk, server, mount.Path) with { Above = percent };

    private static AlertRule Once(string name, AlertKind kind, Server server, string? subject) => new(name, kind)
    {
        ServerGlob = server.Name,
        Subject = subject,
        Channels = AlertChannels.Bell | AlertChannels.Desktop | AlertChannels.Hook,
        IsOnce = true,
    };
}
