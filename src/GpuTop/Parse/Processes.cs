using System.Buffers;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>The processes on the GPUs, each once: what the driver lists (<c>F A E M U</c>) joined with what the system tells of them
/// (<c>P T N G W S</c>).</summary>
internal static class Processes
{
    /// <summary>The processes in the driver's order; one that the system does not show has no owner, and says why.</summary>
    public static Reading.Processes Read(ReadOnlySpan<byte> text)
    {
        var apps = new List<ComputeApp>();
        var utilization = new SmShares();
        var seen = new Dictionary<int, SeenProcess>();
        ComputeApps? query = null;
        var failure = new ArrayBufferWriter<byte>();
        while (KindLines.TryTake(ref text, out var kind, out var line))
        {
            switch ((char)kind)
            {
                case 'F':
                    query = new ComputeApps(line);
                    break;
                case 'A' when query?.Read(line) is { } app:
                    apps.Add(app);
                    break;
                case 'E':
                    failure.Write(line);
                    failure.Write("\n"u8);
                    break;
                case 'M':
                    utilization.Hear(line);
                    break;
                case 'U':
                    utilization.Name(line);
                    break;
                case 'P' when Ps.Probe.Read(line) is { } row:
                    Of(seen, row.Pid).Row = row;
                    break;
                default:
                    if (ProcessId.Of(Fields.TakeWord(ref line)) is { } pid)
                    {
                        Of(seen, pid).Hear(kind, line);
                    }

                    break;
            }
        }

        return new Reading.Processes(
            [.. apps.GroupBy(app => app.Pid).Select(same => Join([.. same], seen.GetValueOrDefault(same.Key), utilization))],
            failure.WrittenCount == 0 ? null : DriverFailure.Words(failure.WrittenSpan));
    }

    private static SeenProcess Of(Dictionary<int, SeenProcess> seen, int pid)
    {
        if (!seen.TryGetValue(pid, out var process))
        {
            process = new SeenProcess();
            seen.Add(pid, process);
        }

        return process;
    }

    private static GpuProcess Join(List<ComputeApp> apps, SeenProcess? seen, SmShares utilization)
    {
        var row = seen?.Row;
        var words = apps[0].WhyHidden?.Trim('[', ']').ToLowerInvariant();
        return new GpuProcess
        {
            Pid = apps[0].Pid,
            Shares = utilization.Join(apps),
            ParentPid = row?.ParentPid,
            UserId = row?.UserId,
            User = row?.User,
            State = row?.State,
            CpuPercent = row?.CpuPercent,
            HostMemoryMiB = row?.HostMemoryMiB,
            Elapsed = row?.Elapsed,
            StartTicks = seen?.StartTicks,
            Command = row?.Command ?? apps[0].Name,
            WorkingDirectory = seen?.WorkingDirectory,
            Container = seen?.Container,
            SlurmJob = seen?.SlurmJob,
            SlurmUserId = seen?.SlurmUserId,
            Ancestors = seen?.Ancestors ?? [],
            WhyHidden = row?.UserId is null ? words ?? "not visible" : null,
        };
    }
}
