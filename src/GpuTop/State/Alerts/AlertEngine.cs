using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Evaluates the alert rules: one notification each time a condition has held for the duration of its rule.</summary>
internal static class AlertEngine
{
    // Subject names come from servers; the limit bounds the memory that changing names can use.
    private const int MostSeen = 20_000;

    // The time of two process lists, because drivers sometimes omit a process.
    private static readonly TimeSpan Absence = TimeSpan.FromSeconds(5);

    /// <summary>Evaluates all rules once; called every second.</summary>
    public static UpdateResult Tick(UpdateResult before)
    {
        var step = before;
        foreach (var rule in before.State.Alerts.Rules)
        {
            foreach (var server in before.State.Fleet.Servers)
            {
                if (rule.AppliesTo(server.Name) && server.SameAs is null)
                {
                    step = Look(step, rule, server);
                }
            }
        }

        return step;
    }

    /// <summary>The state with a new rule, evaluated once: conditions that hold already are not reported.</summary>
    public static AppState Add(AppState state, AlertRule rule) =>
        Tick(state with { Alerts = state.Alerts with { Rules = state.Alerts.Rules.Add(rule) } }).State;

    private static UpdateResult Look(UpdateResult step, AlertRule rule, Server server)
    {
        var present = new HashSet<string>();
        foreach (var sight in AlertConditions.Of(rule, step.State, server))
        {
            if (present.Add(sight.Subject))
            {
                step = See(step, rule, server, sight);
            }
        }

        return rule.Kind == AlertKind.JobEnded && AlertConditions.IsListKnown(step.State, server)
            ? Miss(step, rule, server, present)
            : step;
    }

    // A job that is missing from the list may have ended.
    private static UpdateResult Miss(UpdateResult step, AlertRule rule, Server server, HashSet<string> present)
    {
        foreach (var (key, watched) in step.State.Alerts.Seen)
        {
            if (key.Rule == rule && key.Server == server.Name && !present.Contains(key.Subject))
            {
                step = See(step, rule, server, watched.Last with { Holds = true });
            }
        }

        return step;
    }

    private static UpdateResult See(UpdateResult step, AlertRule rule, Server server, AlertCondition sight)
    {
        var (state, key) = (step.State, (rule, server.Name, sight.Subject));
        var before = state.Alerts.Seen.GetValueOrDefault(key);
        var next = Next(before, rule, sight, state.Now);
        var hold = rule.Kind == AlertKind.JobEnded && rule.Hold < Absence ? Absence : rule.Hold;
        if (!next.IsTold && next.Since is { } since && state.Now - since >= hold)
        {
            if (rule.Kind == AlertKind.JobEnded)
            {
                return JobEndCheck.Ask(step, key, next);
            }

            var told = state.Alerts with { Seen = state.Alerts.Seen.SetItem(key, next with { IsTold = true }) };
            return Tell(step with { State = state with { Alerts = told.AfterTelling(rule) } }, rule, server, sight);
        }

        if (next == before || (before is null && state.Alerts.Seen.Count >= MostSeen))
        {
            return step;
        }

        return step with { State = state with { Alerts = state.Alerts with { Seen = state.Alerts.Seen.SetItem(key, next) } } };
    }

    private static Watched Next(Watched? before, AlertRule rule, AlertCondition sight, DateTimeOffset now)
    {
        var armed = !rule.IsChange || before?.IsArmed == true;
        return sight.Holds switch
        {
            true when armed => new Watched(before?.Since ?? now, true, before?.IsTold == true, sight, before?.AskId),
            false => new Watched(null, true, false, sight),
            // An unknown condition restarts the hold time.
            _ => new Watched(before?.IsTold == true ? before.Since : null, armed, before?.IsTold == true, sight),
        };
    }

    internal static UpdateResult Tell(UpdateResult step, AlertRule rule, Server server, AlertCondition sight)
    {
        var tone = rule.Kind switch
        {
            AlertKind.GpuFree or AlertKind.ServerBack => Tone.Good,
            AlertKind.JobEnded or AlertKind.GpuIdle => Tone.Neutral,
            _ => Tone.Bad,
        };
        var notification = new Notification(rule.Name, WordOf(rule.Kind), server.Name, sight.Gpu, sight.User, sight.Text, rule.Channels);
        return Tell(step, notification, new Place(server.Name, sight.GpuKey), tone);
    }

    /// <summary>Reports by a log entry, a notice and the ways of the notification.</summary>
    public static UpdateResult Tell(UpdateResult step, Notification notification, Place place, Tone tone) => new(
        step.State
            .Log(EventKind.Alert, notification.Text, place, tone)
            .Tell($"{notification.Server}: {notification.Text}", tone == Tone.Bad),
        notification.Ways == AlertChannels.None ? step.Effects : step.Effects.Add(new Effect.Notify(notification)));

    // The names in the configuration.
    private static string WordOf(AlertKind kind) => kind switch
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
