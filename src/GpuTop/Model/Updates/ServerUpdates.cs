using System.Collections.Immutable;
using System.Diagnostics;

namespace GpuTop.Model;

/// <summary>Updates of a server from readings.</summary>
public static class ServerUpdates
{
    // A round counts as complete after at most one second without a row.
    private static readonly TimeSpan MaxRowDelay = TimeSpan.FromSeconds(1.5);

    // A server can also send account sections that were not requested.
    private const int MaxAccounts = 4096;

    /// <summary>Returns the server updated with a reading.</summary>
    /// <param name="server">The server before.</param>
    /// <param name="reading">Content of one section.</param>
    /// <param name="at">Time of arrival.</param>
    /// <param name="limits">Rules for free and idle.</param>
    public static Server Apply(this Server server, Reading reading, DateTimeOffset at, AvailabilityLimits limits)
    {
        var limit = reading.LeftOut is { } leftOut ? new LimitNotice(leftOut, at) : server.Limit;
        var next = server with { LastReceivedAt = at, Limit = limit };
        return reading switch
        {
            Reading.Echo echo => next with { Latency = echo.RoundTrip },
            Reading.Hanging hanging => server with { Hanging = server.Hanging.Add(hanging.Section) },
            Reading.Identity identity => next.WithIdentity(identity).WithReceived(ProbeSection.Identity, at),
            Reading.Gpus gpus => next.WithGpus(gpus, at, limits),
            Reading.MigInstances mig => next.WithInstances(mig, at, limits).WithReceived(ProbeSection.MigInstances, at),
            Reading.Processes processes => next.WithProcesses(processes, at, limits),
            Reading.Host host => next.WithLoad(host.Sample).WithReceived(ProbeSection.Host, at),
            Reading.Top top => next.WithTop(top).WithReceived(ProbeSection.Top, at),
            Reading.Mounts mounts => (next with { Mounts = mounts.List }).WithReceived(ProbeSection.Mounts, at),
            Reading.Sessions sessions => (next with { Sessions = sessions.List, SessionProblem = sessions.Problem })
                .WithReceived(ProbeSection.Sessions, at),
            Reading.Ports ports => (next with { Ports = ports.List }).WithReceived(ProbeSection.Ports, at),
            Reading.Containers containers => next.WithContainers(containers).WithReceived(ProbeSection.Containers, at),
            Reading.Accounts accounts => next.WithAccounts(accounts),
            Reading.Limited limited => next with { Limit = new LimitNotice(limited.Text, at) },
            _ => throw new UnreachableException(),
        };
    }

    private static Server WithReceived(this Server server, ProbeSection section, DateTimeOffset at) =>
        server with { SectionTimes = server.SectionTimes.SetItem(section, at), Hanging = server.Hanging.Remove(section) };

    // PIDs and start times are valid within one boot only.
    private static Server WithIdentity(this Server server, Reading.Identity identity) =>
        server.Identity is { } before && before.BootId != identity.BootId
            ? server with
            {
                Identity = identity,
                Processes = [],
                MigProcesses = [],
                SectionTimes = server.SectionTimes.Remove(ProbeSection.Processes),
            }
            : server with { Identity = identity };

    private static Server WithGpus(this Server server, Reading.Gpus reading, DateTimeOffset at, AvailabilityLimits limits) =>
        reading is { Samples.IsEmpty: true, Problem: null }
            ? (server with { GpuProblem = null, GpusFailedAt = null }).WithReceived(ProbeSection.Gpus, at)
        : reading.HasRows
            ? (server with
            {
                Gpus = MissingGpus.Next(reading.Samples, server.Gpus, at, sample => server.NextGpu(sample, at, limits)),
                GpuProblem = reading.Problem,
                GpusFailedAt = null,
            }).WithReceived(ProbeSection.Gpus, at)
            : server.WithoutRows(reading, at, limits);

    // Cards become unknown when their newest rows are older than an interval, at once when nvidia-smi has ended.
    private static Server WithoutRows(this Server server, Reading.Gpus reading, DateTimeOffset at, AvailabilityLimits limits)
    {
        var words = reading.Problem ?? reading.Samples.Select(sample => sample.Problem).FirstOrDefault(problem => problem is not null);
        var isNew = !reading.HasEnded && server.AgeOf(ProbeSection.Gpus, at) < limits.Interval + MaxRowDelay;
        var gpus = isNew || words is null ? server.Gpus : [.. server.Gpus.Select(gpu => gpu with
        {
            Availability = gpu.Availability.AsUnknown(words, at),
            Instances = [.. gpu.Instances.Select(instance => instance with { Availability = instance.Availability.AsUnknown(words, at) })],
        })];
        var next = server with
        {
            Gpus = MissingGpus.WithUnreadable(reading.Samples, gpus, sample => server.NextGpu(sample, at, limits)),
            GpuProblem = words ?? server.GpuProblem,
            Hanging = server.Hanging.Remove(ProbeSection.Gpus),
        };
        return isNew ? next : next with { GpusFailedAt = at };
    }

    private static Gpu NextGpu(this Server server, GpuSample sample, DateTimeOffset at, AvailabilityLimits limits)
    {
        var before = server.FindGpu(sample);
        var gpu = before ?? new Gpu
        {
            Sample = sample,
            At = at,
            Availability = Availability.Initial,
            History = server.Past.GetValueOrDefault(sample.Key ?? "") ?? new GpuHistory(),
            Instances = server.InstancesOn(sample.Key),
        };
        var totals = server.TotalsOf(sample, at, limits);
        sample = server.WithHostMemory(sample, totals);
        gpu.History.Add(sample, at);
        return gpu with
        {
            Sample = sample,
            At = at,
            MissingSince = null,
            Availability = server.NextAvailability(gpu, sample, totals, at, limits),
            Instances = server.NextInstances(sample, gpu.Instances, at, limits),
        };
    }

    private static Availability NextAvailability(
        this Server server, Gpu gpu, GpuSample sample, GpuProcessTotals? totals, DateTimeOffset at, AvailabilityLimits limits)
    {
        var isListComplete = totals is null ? !server.AreProcessesRefused(at, limits) : server.ProcessProblem is null;
        var next = gpu.Availability.Next(
            WithoutResidents(sample, totals), totals?.Count, isListComplete, at, limits, totals?.YoungestStart);
        var isHollow = sample.MigEnabled == true && gpu.Instances.IsEmpty && server.SectionTimes.ContainsKey(ProbeSection.MigInstances);
        return isHollow ? next.AsUnusable("MIG is on, but it has no instances") : next;
    }

    // Null while the process list is unknown.
    private static GpuProcessTotals? TotalsOf(this Server server, GpuSample sample, DateTimeOffset at, AvailabilityLimits limits) =>
        server.AreProcessesKnown(at, limits) ? GpuProcessTotals.Of(server, sample.Key) : null;

    private static Gpu? FindGpu(this Server server, GpuSample sample)
    {
        foreach (var gpu in server.Gpus)
        {
            if (MissingGpus.IsSameCard(gpu.Sample, sample))
            {
                return gpu;
            }
        }

        return null;
    }

    // A card with unified memory uses the host's, and its driver reports memory only per process.
    private static GpuSample WithHostMemory(this Server server, GpuSample sample, GpuProcessTotals? totals) => sample.HasUnifiedMemory
        ? sample with
        {
            MemoryTotalMiB = server.Load?.MemoryTotalMiB,
            MemoryUsedMiB = server.ProcessProblem is null ? totals?.MemoryMiB : null,
        }
        : sample;

    private static GpuSample WithoutResidents(GpuSample sample, GpuProcessTotals? totals) => totals is { ResidentMiB: > 0 and var resident }
        ? sample with { MemoryUsedMiB = sample.MemoryUsedMiB is { } used ? Math.Max(0, used - resident) : null }
        : sample;

    private static Server WithProcesses(this Server server, Reading.Processes reading, DateTimeOffset at, AvailabilityLimits limits)
    {
        if (reading.List.IsEmpty && reading.Problem is not null)
        {
            return server with
            {
                ProcessProblem = reading.Problem,
                ProcessesRefusedAt = at,
                Hanging = server.Hanging.Remove(ProbeSection.Processes),
            };
        }

        DateTimeOffset? listBefore = server.SectionTimes.TryGetValue(ProbeSection.Processes, out var then) ? then : null;

        // PIDs are reused, so the start time is part of the key.
        var before = new Dictionary<(int Pid, long? StartTicks), GpuProcess>(server.Processes.Length);
        foreach (var process in server.Processes)
        {
            before.TryAdd((process.Pid, process.StartTicks), process);
        }

        var logins = server.Logins();
        var next = server with
        {
            Processes =
            [
                .. reading.List.Select(process => server.WithMigInstances(server.WithUserNames(process, logins)) with
                {
                    IdlePeriod = IdlePeriod.Of(process, before.GetValueOrDefault((process.Pid, process.StartTicks)), listBefore, at),
                    IsResident = process.IsResidentOf(limits.Residents),
                }),
            ],
            ProcessProblem = reading.Problem,
            ProcessesRefusedAt = null,
            HasUse = server.HasUse || reading.HasUse,
        };
        return next.WithReceived(ProbeSection.Processes, at).WithAvailability(server.AreProcessesKnown(at, limits), at, limits);
    }

    // The first process list completes the samples before it; the next sample may be an interval away.
    private static Server WithAvailability(this Server server, bool wereKnown, DateTimeOffset at, AvailabilityLimits limits) =>
        wereKnown || server.GpusFailedAt is not null ? server : server with
        {
            Gpus =
            [
                .. server.Gpus.Select(gpu => gpu.Availability.State != GpuState.Unknown || at - gpu.At > limits.GapNow
                    ? gpu
                    : server.WithAvailability(gpu, limits)),
            ],
        };

    private static Gpu WithAvailability(this Server server, Gpu gpu, AvailabilityLimits limits)
    {
        var totals = server.TotalsOf(gpu.Sample, gpu.At, limits);
        var sample = server.WithHostMemory(gpu.Sample, totals);
        return gpu with { Sample = sample, Availability = server.NextAvailability(gpu, sample, totals, gpu.At, limits) };
    }

    private static Server WithContainers(this Server server, Reading.Containers reading) =>
        (server with { Containers = reading.Names }).WithNames();

    private static Server WithAccounts(this Server server, Reading.Accounts reading) =>
        server.Accounts.Count + reading.List.Length > MaxAccounts
            ? server
            : (server with
            {
                Accounts = server.Accounts.SetItems(reading.List.Select(account => KeyValuePair.Create(account.Name, account))),
            }).WithNames();

    private static Server WithNames(this Server server)
    {
        var logins = server.Logins();
        return server with
        {
            Processes = [.. server.Processes.Select(process => server.WithUserNames(process, logins))],
            Top = [.. server.Top.Select(process => WithUserNames(process, logins))],
        };
    }

    private static Server WithTop(this Server server, Reading.Top reading)
    {
        var logins = server.Logins();
        return server with { Top = [.. reading.List.Select(process => WithUserNames(process, logins))] };
    }

    private static HostProcess WithUserNames(HostProcess process, Lazy<Dictionary<int, string?>> logins) =>
        process.UserId is { } id && logins.Value.GetValueOrDefault(id) is { } login ? process with { User = login } : process;

    // Login names of user ids, from the accounts and from processes of these users.
    private static Lazy<Dictionary<int, string?>> Logins(this Server server) => new(() =>
    {
        var logins = new Dictionary<int, string?>();
        if (server.Identity is { } me)
        {
            logins.Add(me.UserId, me.User);
        }

        foreach (var account in server.Accounts.Values)
        {
            logins.TryAdd(account.UserId, account.Name);
        }

        foreach (var process in server.Processes)
        {
            if (process.UserId is { } id)
            {
                logins.TryAdd(id, process.User);
            }
        }

        return logins;
    });

    private static GpuProcess WithUserNames(this Server server, GpuProcess process, Lazy<Dictionary<int, string?>> logins)
    {
        var container = process.Container is { } known && server.Containers.TryGetValue(known.Id, out var name)
            ? known with { Name = name }
            : process.Container;
        // A process of a non-root account counts as that account's, whichever login started it.
        var human = (process.SlurmUserId ?? (process.UserId == 0 ? process.LoginUserId : null)) is { } id && id != process.UserId
            ? logins.Value.GetValueOrDefault(id) ?? id.ToString()
            : null;
        return process with { Container = container, ActsFor = human };
    }

    private static Server WithLoad(this Server server, HostSample sample)
    {
        double? percent = server.Load is { BusyTicks: { } busyBefore, TotalTicks: { } totalBefore }
            && sample is { BusyTicks: { } busy, TotalTicks: { } total }
            && total > totalBefore && busy >= busyBefore
                ? Math.Clamp(100.0 * (busy - busyBefore) / (total - totalBefore), 0, 100)
                : null;
        return server with { Load = sample, CpuPercent = percent };
    }
}
