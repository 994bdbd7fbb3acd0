using System.Collections.Immutable;
using System.Diagnostics;

namespace GpuTop.Model;

/// <summary>How a server changes when something was heard from it.</summary>
public static class ServerReadings
{
    /// <summary>The server after one more reading.</summary>
    /// <param name="server">The server before.</param>
    /// <param name="reading">What one section said.</param>
    /// <param name="at">When it arrived.</param>
    /// <param name="rules">How long free and idle take.</param>
    public static Server Hear(this Server server, Reading reading, DateTimeOffset at, AvailabilityRules rules)
    {
        var heard = server with { LastHeard = at };
        return reading switch
        {
            Reading.Echo echo => heard with { Latency = echo.RoundTrip },
            Reading.Hanging hanging => server with { Hanging = server.Hanging.Add(hanging.Section) },
            Reading.Identity identity => heard.WithIdentity(identity).Mark(SectionKind.Identity, at),
            Reading.Gpus gpus => heard.WithGpus(gpus, at, rules).Mark(SectionKind.Gpus, at),
            Reading.MigInstances mig => heard.WithInstances(mig, at, rules).Mark(SectionKind.MigInstances, at),
            Reading.Processes processes => heard.WithProcesses(processes, at).Mark(SectionKind.Processes, at),
            Reading.Host host => heard.WithLoad(host.Sample).Mark(SectionKind.Host, at),
            Reading.Top top => (heard with { Top = top.List }).Mark(SectionKind.Top, at),
            Reading.Mounts mounts => (heard with { Mounts = mounts.List }).Mark(SectionKind.Mounts, at),
            Reading.Sessions sessions => (heard with { Sessions = sessions.List }).Mark(SectionKind.Sessions, at),
            Reading.Ports ports => (heard with { Ports = ports.List }).Mark(SectionKind.Ports, at),
            Reading.Containers containers => heard.WithContainers(containers).Mark(SectionKind.Containers, at),
            Reading.Accounts accounts => heard.WithAccounts(accounts),
            _ => throw new UnreachableException(),
        };
    }

    private static Server Mark(this Server server, SectionKind section, DateTimeOffset at) =>
        server with { Heard = server.Heard.SetItem(section, at), Hanging = server.Hanging.Remove(section) };

    // PIDs and start times of another boot name other processes now.
    private static Server WithIdentity(this Server server, Reading.Identity identity) =>
        server.Identity is { } before && before.BootId != identity.BootId
            ? server with { Identity = identity, Processes = [], MigProcesses = [], Heard = server.Heard.Remove(SectionKind.Processes) }
            : server with { Identity = identity };

    private static Server WithGpus(this Server server, Reading.Gpus reading, DateTimeOffset at, AvailabilityRules rules)
    {
        if (reading.Samples.IsEmpty && reading.Problem is not null)
        {
            return server with { GpuProblem = reading.Problem };
        }

        var gpus = ImmutableArray.CreateBuilder<Gpu>(reading.Samples.Length);
        foreach (var sample in GpuRoster.Complete(reading.Samples, server.Gpus))
        {
            gpus.Add(server.Next(sample, at, rules));
        }

        return server with { Gpus = gpus.ToImmutable(), GpuProblem = reading.Problem };
    }

    private static Gpu Next(this Server server, GpuSample sample, DateTimeOffset at, AvailabilityRules rules)
    {
        var before = server.FindGpu(sample);
        var gpu = before ?? new Gpu
        {
            Sample = sample,
            At = at,
            Availability = Availability.Unseen,
            History = new History(),
            Instances = server.InstancesOn(sample.Key),
        };
        var known = server.KnowsProcesses(at, rules);
        var count = known ? server.CountOn(sample.Key) : (int?)null;
        gpu.History.Add(sample, at);
        var availability = gpu.Availability.Next(sample, count, !known || server.ProcessProblem is null, at, rules);
        var isHollow = sample.MigEnabled == true && gpu.Instances.IsEmpty && server.Heard.ContainsKey(SectionKind.MigInstances);
        return gpu with
        {
            Sample = sample,
            At = at,
            Availability = isHollow ? availability.ButNotUsable("MIG is on, but it has no instances") : availability,
            Instances = server.NextInstances(sample, gpu.Instances, at, rules),
        };
    }

    private static Gpu? FindGpu(this Server server, GpuSample sample)
    {
        foreach (var gpu in server.Gpus)
        {
            if (GpuRoster.IsSameCard(gpu.Sample, sample))
            {
                return gpu;
            }
        }

        return null;
    }

    private static int CountOn(this Server server, string? key)
    {
        var count = 0;
        foreach (var process in server.Processes)
        {
            foreach (var share in process.Shares)
            {
                count += share.GpuKey == key ? 1 : 0;
            }
        }

        return count;
    }

    private static Server WithProcesses(this Server server, Reading.Processes reading, DateTimeOffset at)
    {
        DateTimeOffset? listBefore = server.Heard.TryGetValue(SectionKind.Processes, out var then) ? then : null;
        return server with
        {
            Processes =
            [
                .. reading.List.Select(process => server.Placed(server.Named(process)) with { Quiet = Quiet.Of(process, Same(process), listBefore, at) }),
            ],
            ProcessProblem = reading.Problem,
        };

        // A PID alone may be another process by now.
        GpuProcess? Same(GpuProcess process) =>
            server.Processes.FirstOrDefault(old => old.Pid == process.Pid && old.StartTicks == process.StartTicks);
    }

    private static Server WithContainers(this Server server, Reading.Containers reading) =>
        (server with { Containers = reading.Names }).WithNames();

    private static Server WithAccounts(this Server server, Reading.Accounts reading) =>
        (server with { Accounts = server.Accounts.SetItems(reading.List.Select(account => KeyValuePair.Create(account.Name, account))) }).WithNames();

    private static Server WithNames(this Server server) => server with { Processes = [.. server.Processes.Select(server.Named)] };

    private static GpuProcess Named(this Server server, GpuProcess process)
    {
        var container = process.Container is { } known && server.Containers.TryGetValue(known.Id, out var name)
            ? known with { Name = name }
            : process.Container;
        // Behind any other account than root it is that account's work, whoever became it.
        var human = (process.SlurmUserId ?? (process.UserId == 0 ? process.LoginUserId : null)) is { } id && id != process.UserId
            ? server.LoginOf(id) ?? id.ToString()
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
