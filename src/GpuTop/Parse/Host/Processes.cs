using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Joins the driver's list of GPU processes (<c>F A E M U</c>) with their details from the system
/// (<c>P L T N G W S H D C</c>); each process once.</summary>
internal static class Processes
{
    /// <summary>The processes in the driver's order; one without details has no owner and a reason in <c>HiddenReason</c>.</summary>
    public static Reading.Processes Read(string text)
    {
        var apps = new List<ComputeApp>();
        var (pids, leftOut, hasUse) = (new HashSet<int>(), 0, false);
        var utilization = new ProcessShares();
        var seen = new Dictionary<int, ProcessDetails>();
        var logins = new Dictionary<int, string>();
        var isInside = false;
        CsvHeader? header = null;
        var failure = new List<string>();
        Span<Range> words = stackalloc Range[2];
        foreach (var (kind, line) in text.Tagged())
        {
            switch (kind)
            {
                case 'F':
                    header = CsvHeader.Of(line, "pid");
                    break;
                case 'A' when header is not null && ComputeApp.Read(line, header) is { } app:
                    if (apps.Count < ListLimits.Others
                        && (pids.Contains(app.Pid) || (pids.Count < ListLimits.Processes && pids.Add(app.Pid))))
                    {
                        apps.Add(app);
                    }
                    else
                    {
                        leftOut++;
                    }

                    break;
                case 'E' when line.StartsWith(DriverWarnings.Prefix, StringComparison.Ordinal):
                    // A warning about a GPU; the list is complete.
                    break;
                case 'E':
                    failure.Add(line.ToString());
                    break;
                case 'M':
                    hasUse = true;
                    utilization.AddRow(line);
                    break;
                case 'U':
                    utilization.AddGpu(line);
                    break;
                case 'C':
                    isInside = true;
                    break;
                case 'L':
                    if (new WordList(line, words) is [var userId, var login] && NumberParser.Digits(userId) is { } id
                        && NotAvailableText.OrNull(login) is { } name)
                    {
                        logins.TryAdd(id, name);
                    }

                    break;
                case 'P' when PsRow.Read(line) is { } row && seen.Count < ListLimits.Others:
                    DetailsOf(seen, row.Pid).Row = row;
                    break;
                default:
                    if (new WordList(line, words) is [var number, ..] and var detail && NumberParser.Pid(number) is { } pid
                        && (seen.Count < ListLimits.Others || seen.ContainsKey(pid)))
                    {
                        DetailsOf(seen, pid).Add(kind, detail.At(1));
                    }

                    break;
            }
        }

        var mismatched = PidCheck.MismatchedPids(apps, seen, isInside);
        GpuProcess JoinAll(List<ComputeApp> same)
        {
            var pid = same[0].Pid;
            return mismatched.Contains(pid) || !seen.TryGetValue(pid, out var process) || process.Row?.UserId is null
                ? Hidden(same, utilization, mismatched.Contains(pid), isInside)
                : Join(same, process, process.Row.Value, seen, logins, utilization);
        }

        return new Reading.Processes(
            [.. apps.GroupBy(app => app.Pid).Select(same => JoinAll([.. same]))],
            failure.Count == 0 ? null : DriverError.Words(string.Join('\n', failure)))
        {
            HasUse = hasUse,
            LeftOut = leftOut == 0 ? null : ListLimits.LeftOut(apps.Count + leftOut, apps.Count, "processes"),
        };
    }

    private static ProcessDetails DetailsOf(Dictionary<int, ProcessDetails> seen, int pid)
    {
        if (!seen.TryGetValue(pid, out var process))
        {
            process = new ProcessDetails();
            seen.Add(pid, process);
        }

        return process;
    }

    // Details of the process with this PID are left out, since it may be another one.
    private static GpuProcess Hidden(List<ComputeApp> apps, ProcessShares utilization, bool isMismatch, bool isInside)
    {
        var words = apps[0].HiddenReason?.Trim('[', ']').ToLowerInvariant();
        return new GpuProcess
        {
            Pid = apps[0].Pid,
            Shares = utilization.Join(apps),
            Command = apps[0].Name,
            HiddenReason = isInside && words is null or PidCheck.NotFound ? PidCheck.HostPid
                : words ?? (isMismatch ? PidCheck.WithoutGpu : "not visible"),
        };
    }

    private static GpuProcess Join(
        List<ComputeApp> apps,
        ProcessDetails seen,
        PsRow row,
        Dictionary<int, ProcessDetails> all,
        Dictionary<int, string> logins,
        ProcessShares utilization) => new()
        {
            Pid = row.Pid,
            Shares = utilization.Join(apps),
            ParentPid = row.ParentPid,
            ParentCommand = row is { State: 'Z', ParentPid: { } parent } ? all.GetValueOrDefault(parent)?.Row?.Command : null,
            UserId = row.UserId,
            User = row.UserId is { } id ? logins.GetValueOrDefault(id, row.User ?? id.ToString()) : row.User,
            LoginUserId = seen.LoginUserId,
            State = row.State,
            CpuPercent = row.CpuPercent,
            HostMemoryMiB = row.HostMemoryMiB,
            Elapsed = row.Elapsed,
            StartTicks = seen.StartTicks,
            Command = row.Command ?? apps[0].Name,
            WorkingDirectory = seen.WorkingDirectory,
            Container = seen.Container,
            SlurmJob = seen.SlurmJob,
            SlurmUserId = seen.SlurmUserId,
            Ancestors = seen.Ancestors,
        };
}
