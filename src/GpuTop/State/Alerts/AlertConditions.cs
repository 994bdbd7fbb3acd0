using System.Diagnostics;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Evaluation of alert rules on a server.</summary>
internal static class AlertConditions
{
    // Hysteresis: a value must fall this far below the limit before it can cause another notification.
    private const double Hysteresis = 2;

    /// <summary>The conditions of a rule on a server, each subject once.</summary>
    public static IEnumerable<AlertCondition> Of(AlertRule rule, AppState state, Server server)
    {
        var isOld = server.AreGpusStale(state.Now, state.Interval);
        var all = rule.Kind switch
        {
            AlertKind.GpuFree =>
                server.Gpus.Select(gpu => Of(server, gpu, isOld, IsFree(server, gpu), $"GPU {GpuNumbers.Of(gpu)} is free")),
            AlertKind.GpuIdle => server.Gpus.Select(gpu =>
                Of(server, gpu, isOld, IsIdle(rule, server, gpu), $"GPU {GpuNumbers.Of(gpu)} is idle, {HoldersOf(server, gpu)}")),
            AlertKind.GpuSick => server.Gpus.Select(gpu =>
                Of(server, gpu, isOld, gpu.Availability.State == GpuState.Sick,
                    $"GPU {GpuNumbers.Of(gpu)} is sick: {gpu.Availability.Why}")),
            AlertKind.Temperature => server.Gpus.Select(gpu =>
                Of(server, gpu, isOld, IsAbove(gpu.Sample.TemperatureCelsius, rule),
                    $"GPU {GpuNumbers.Of(gpu)} has {gpu.Sample.TemperatureCelsius} °C")),
            AlertKind.Disk => server.PhaseAt(state.Now) == ConnectionPhase.Live
                ? server.Mounts.Select(mount => Of(state, mount, rule))
                : [],
            AlertKind.JobEnded => server.Processes.Where(process => rule.Matches(server, process)).Select(process => Of(server, process)),
            AlertKind.ServerLost =>
            [
                new AlertCondition(
                    "", IsDown(server, state.Now), $"the connection is lost: {server.Connection.Problem?.Text ?? "no answer"}"),
            ],
            AlertKind.ServerBack => [new AlertCondition("", !IsDown(server, state.Now), "the connection is back")],
            _ => throw new UnreachableException(),
        };
        return rule.Subject is { } only ? all.Where(condition => condition.Subject == only) : all;
    }

    /// <summary>Whether the process list is complete and current, so that a missing process is significant.</summary>
    public static bool IsListKnown(AppState state, Server server) =>
        !server.AreGpusStale(state.Now, state.Interval) && server.ProcessProblem is null
        && server.AreProcessesKnown(state.Now, state.Options.AvailabilityLimits.At(state.Interval));

    private static AlertCondition Of(Server server, Gpu gpu, bool isOld, bool? holds, string text) =>
        new(
            gpu.Sample.Key ?? "",
            isOld ? null : holds,
            text,
            gpu.Sample.Key,
            GpuNumbers.Of(gpu),
            server.UsersOn(gpu).FirstOrDefault()?.User);

    private static AlertCondition Of(AppState state, Mount mount, AlertRule rule) =>
        new(
            mount.Path,
            IsAbove(mount.FullPercent, rule),
            DiskText.Sentence(mount.Path, mount, state.Options.Thresholds.LevelOf(mount)))
        {
            NetworkKey = mount.NetworkKey,
        };

    private static AlertCondition Of(Server server, GpuProcess process)
    {
        var gpu = server.Gpus.FirstOrDefault(gpu => process.Shares.Any(share => share.GpuKey == gpu.Sample.Key));
        var command = process.Command is { } line ? $" {line[..Math.Min(line.Length, 60)]}" : "";
        return new AlertCondition(
            AlertRule.JobKey(process),
            false,
            $"job {process.Pid} of {OwnerText.TextOf(process)} has ended:{command}".TrimEnd(':'),
            gpu?.Sample.Key,
            gpu is null ? null : GpuNumbers.Of(gpu),
            process.User);
    }

    private static string HoldersOf(Server server, Gpu gpu) =>
        server.UsersOn(gpu).Select(OwnerText.TextOf).Distinct().ToList() is [_, ..] people
            ? $"held by {string.Join(", ", people)}"
            : "nobody's process is visible";

    private static bool? IsFree(Server server, Gpu gpu) =>
        PlacementSearch.CanBePlaced(server, gpu) ? true : gpu.Availability.State is GpuState.Unknown or GpuState.Free ? null : false;

    private static bool IsIdle(AlertRule rule, Server server, Gpu gpu) =>
        gpu.Availability.State == GpuState.Idle && (rule.User is null || server.UsersOn(gpu).Any(process => rule.Matches(server, process)));

    // Unknown within the hysteresis, so that the previous state is kept.
    private static bool? IsAbove(double? value, AlertRule rule) =>
        value is not { } number || rule.Above is not { } limit ? null
        : number >= limit ? true
        : number < limit - Hysteresis ? false
        : null;

    private static bool? IsDown(Server server, DateTimeOffset now) => server.PhaseAt(now) switch
    {
        ConnectionPhase.Live => false,
        ConnectionPhase.Lost or ConnectionPhase.Failed or ConnectionPhase.NeedsUser => true,
        _ => null,
    };
}
