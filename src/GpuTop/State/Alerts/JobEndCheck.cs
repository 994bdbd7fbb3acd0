using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Checks on the server whether a job that left the driver's list has ended: it may be alive without a GPU.</summary>
internal static class JobEndCheck
{
    /// <summary>Requests a check of the process: exit code 0 when it is alive, 1 when it is gone or its PID was reused. The hold time
    /// restarts, so that a check lost with its connection is repeated.</summary>
    public static UpdateResult Request(UpdateResult step, (AlertRule Rule, string Server, string Subject) key, Watched watched)
    {
        var sent = step.Send(new Effect.RunCommand(key.Server, CommandOf(key.Subject)));
        var state = sent.State;
        var waiting = watched with { Since = state.Now, RequestId = state.Requests.LastId };
        return sent with
        {
            State = state with { Alerts = state.Alerts with { Conditions = state.Alerts.Conditions.SetItem(key, waiting) } },
        };
    }

    /// <summary>Reports the end of the job, or restarts the hold time when it is alive or unknown.</summary>
    public static UpdateResult HandleAnswer(UpdateResult step, Message.CommandAnswered answered)
    {
        foreach (var (key, watched) in step.State.Alerts.Conditions)
        {
            if (watched.RequestId != answered.Id || key.Server != answered.Server || step.State.Fleet.Find(key.Server) is not { } server)
            {
                continue;
            }

            var alerts = step.State.Alerts;
            if (answered.ExitCode != 1)
            {
                var again = watched with { Since = null, RequestId = null };
                return step with
                {
                    State = step.State with
                    {
                        Alerts = alerts with { Conditions = alerts.Conditions.SetItem(key, again) },
                    }
                };
            }

            var reported = alerts with { Conditions = alerts.Conditions.Remove(key) };
            return AlertEngine.Report(
                step with { State = step.State with { Alerts = reported.AfterReport(key.Rule) } }, key.Rule, server, watched.Last);
        }

        return step;
    }

    // PID and start are numbers, safe to insert.
    private static string CommandOf(string job) => job.Split('/') switch
    {
        [var pid, { Length: > 0 } start] =>
            $"{ProcessIdentity.Read(pid)}; [ \"$1\" != Z ] && [ \"${{20}}\" = {start} ]",
        [var pid, ..] => $"[ -d /proc/{pid} ]",
        _ => "exit 2",
    };
}
