using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Evaluates the alert rules: one notification each time a condition has held for the duration of its rule.</summary>
internal static class AlertEngine
{
    // Subject names come from servers; the limit bounds the memory that changing names can use.
    private const int MaxConditions = 20_000;

    // The time of two process lists, because drivers sometimes omit a process.
    private static readonly TimeSpan MissingTime = TimeSpan.FromSeconds(5);

    /// <summary>Evaluates all rules once; called every second.</summary>
    public static UpdateResult Tick(UpdateResult before)
    {
        var step = before;
        foreach (var rule in before.State.Alerts.Rules)
        {
            // A network file system is evaluated on the first of its servers.
            var shared = new HashSet<string>();
            foreach (var server in before.State.Fleet.Servers)
            {
                if (rule.AppliesTo(server.Name) && server.SameAs is null)
                {
                    step = EvaluateServer(step, rule, server, shared);
                }
            }
        }

        return step;
    }

    /// <summary>The state with a new rule, evaluated once: conditions that hold already are not reported.</summary>
    public static AppState Add(AppState state, AlertRule rule) =>
        Tick(state with { Alerts = state.Alerts with { Rules = state.Alerts.Rules.Add(rule) } }).State;

    private static UpdateResult EvaluateServer(UpdateResult step, AlertRule rule, Server server, HashSet<string> shared)
    {
        var present = new HashSet<string>();
        foreach (var condition in AlertConditions.Of(rule, step.State, server))
        {
            if (present.Add(condition.Subject) && (condition.NetworkKey is not { } key || shared.Add(key)))
            {
                step = ApplyCondition(step, rule, server, condition);
            }
        }

        return rule.Kind == AlertKind.JobEnded && AlertConditions.IsListKnown(step.State, server)
            ? ReportMissing(step, rule, server, present)
            : step;
    }

    // A job that is missing from the list may have ended.
    private static UpdateResult ReportMissing(UpdateResult step, AlertRule rule, Server server, HashSet<string> present)
    {
        foreach (var (key, watched) in step.State.Alerts.Conditions)
        {
            if (key.Rule == rule && key.Server == server.Name && !present.Contains(key.Subject))
            {
                step = ApplyCondition(step, rule, server, watched.Last with { Holds = true });
            }
        }

        return step;
    }

    private static UpdateResult ApplyCondition(UpdateResult step, AlertRule rule, Server server, AlertCondition condition)
    {
        var state = step.State;
        var key = condition.NetworkKey is { } shared ? (rule, "", shared) : (rule, server.Name, condition.Subject);
        var before = state.Alerts.Conditions.GetValueOrDefault(key);
        var next = Next(before, rule, condition, state.Now);
        var hold = rule.Kind == AlertKind.JobEnded && rule.Hold < MissingTime ? MissingTime : rule.Hold;
        if (!next.IsReported && next.Since is { } since && state.Now - since >= hold)
        {
            if (rule.Kind == AlertKind.JobEnded)
            {
                return JobEndCheck.Request(step, key, next);
            }

            var reported = state.Alerts with { Conditions = state.Alerts.Conditions.SetItem(key, next with { IsReported = true }) };
            return Report(step with { State = state with { Alerts = reported.AfterReport(rule) } }, rule, server, condition);
        }

        if (next == before || (before is null && state.Alerts.Conditions.Count >= MaxConditions))
        {
            return step;
        }

        return step with { State = state with { Alerts = state.Alerts with { Conditions = state.Alerts.Conditions.SetItem(key, next) } } };
    }

    private static Watched Next(Watched? before, AlertRule rule, AlertCondition condition, DateTimeOffset now)
    {
        var armed = !rule.IsChange || before?.IsArmed == true;
        return condition.Holds switch
        {
            true when armed => new Watched(before?.Since ?? now, true, before?.IsReported == true, condition, before?.RequestId),
            false => new Watched(null, true, false, condition),
            // An unknown condition restarts the hold time.
            _ => new Watched(before?.IsReported == true ? before.Since : null, armed, before?.IsReported == true, condition),
        };
    }

    internal static UpdateResult Report(UpdateResult step, AlertRule rule, Server server, AlertCondition condition)
    {
        var tone = rule.Kind switch
        {
            AlertKind.GpuFree or AlertKind.ServerBack => Tone.Good,
            AlertKind.JobEnded or AlertKind.GpuIdle => Tone.Neutral,
            _ => Tone.Bad,
        };
        var notification =
            new Notification(rule.Name, EventNameOf(rule.Kind), server.Name, condition.Gpu, condition.User, condition.Text, rule.Channels);
        return Report(step, notification, new ItemKey(server.Name, condition.GpuKey), tone);
    }

    /// <summary>Reports by a log entry, a notice and the ways of the notification.</summary>
    public static UpdateResult Report(UpdateResult step, Notification notification, ItemKey place, Tone tone) => new(
        step.State
            .Log(EventKind.Alert, notification.Text, place, tone)
            .ShowNotice($"{notification.Server}: {notification.Text}", tone == Tone.Bad),
        notification.Channels == AlertChannels.None ? step.Effects : step.Effects.Add(new Effect.Notify(notification)));

    // The names in the configuration.
    private static string EventNameOf(AlertKind kind) => kind switch
    {
        AlertKind.GpuFree => "gpu-free",
        AlertKind.GpuIdle => "gpu-idle",
        AlertKind.GpuSick => "gpu-sick",
        AlertKind.JobEnded => "job-ended",
        AlertKind.Disk => "disk",
        AlertKind.ServerLost => "server-lost",
        AlertKind.ServerBack => "server-back",
        _ => "temperature",
    };
}
