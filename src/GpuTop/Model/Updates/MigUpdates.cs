using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>Updates of the MIG instances of a server.</summary>
internal static class MigUpdates
{
    // A card has seven instances at most, a server 16 cards.
    private const int MaxShares = 112;

    // The probe sends instances every 10 s.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    /// <summary>Returns the server with new instances of all cards and its processes assigned to them.</summary>
    public static Server WithInstances(this Server server, Reading.MigInstances reading, DateTimeOffset at, AvailabilityLimits limits)
    {
        var updated = server with
        {
            Instances = reading.Instances,
            MigProcesses = reading.Places,
            SectionTimes = server.SectionTimes.SetItem(ProbeSection.MigInstances, at),
        };
        var assigned = updated with { Processes = [.. updated.Processes.Select(updated.WithMigInstances)] };
        return assigned with
        {
            Gpus =
            [
                .. assigned.Gpus.Select(gpu => gpu with { Instances = assigned.NextInstances(gpu, at, limits) }),
            ],
        };
    }

    /// <summary>Latest instances of a card; may be empty.</summary>
    public static ImmutableArray<MigInstance> InstancesOn(this Server server, string? key) =>
        [.. server.Instances.Where(pair => pair.GpuKey == key).Select(pair => pair.Instance)];

    /// <summary>Returns the instances of a card with their availability after one more sample of it.</summary>
    public static ImmutableArray<MigInstance> NextInstances(
        this Server server, GpuSample card, ImmutableArray<MigInstance> instances, DateTimeOffset at, AvailabilityLimits limits)
    {
        if (instances.IsEmpty)
        {
            return instances;
        }

        var isCurrent = server.AgeOf(ProbeSection.MigInstances, at) <= MaxAge;
        var next = ImmutableArray.CreateBuilder<MigInstance>(instances.Length);
        foreach (var instance in instances)
        {
            var sample = new GpuSample
            {
                MigEnabled = true,
                MemoryUsedMiB = isCurrent ? server.OwnMemoryOf(instance, instances) : null,
                MemoryTotalMiB = instance.MemoryTotalMiB,
                Problem = GpuHealth.Of(card),
                Throttle = card.Throttle,
                ComputeMode = card.ComputeMode,
            };
            var availability = instance.Availability.Next(
                sample, server.CountOn(card, instance, at, limits), server.ProcessProblem is null, at, limits);
            next.Add(instance with { Availability = availability });
        }

        return next.MoveToImmutable();
    }

    // Compute instances of one GPU instance share its memory, and the driver reports the total for each: the memory of processes on the
    // other instances is subtracted. Null when that is unknown.
    private static int? OwnMemoryOf(this Server server, MigInstance instance, ImmutableArray<MigInstance> all)
    {
        var used = instance.MemoryUsedMiB;
        foreach (var other in all)
        {
            if (other.GpuInstanceId is not null && other.GpuInstanceId == instance.GpuInstanceId && other.Uuid != instance.Uuid)
            {
                used -= server.MemoryOn(other.Uuid);
            }
        }

        return used is { } own ? Math.Max(0, own) : null;
    }

    private static int? MemoryOn(this Server server, string migUuid)
    {
        int? sum = 0;
        foreach (var share in server.Processes.SelectMany(process => process.Shares))
        {
            sum = share.MigUuid == migUuid ? sum + share.MemoryMiB : sum;
        }

        return sum;
    }

    /// <summary>Returns the process with its MIG instances, where the process list names only the card.</summary>
    public static GpuProcess WithMigInstances(this Server server, GpuProcess process)
    {
        if (server.MigProcesses.IsEmpty || process.Shares.Length > MaxShares || !process.Shares.Any(share => share.MigUuid is null))
        {
            return process;
        }

        var shares = ImmutableArray.CreateBuilder<GpuShare>();
        foreach (var share in process.Shares)
        {
            MigProcess[] places = share.MigUuid is null
                ? [.. server.MigProcesses.Where(place => place.Pid == process.Pid && place.GpuKey == share.GpuKey)]
                : [];
            // A process on several instances of a card is listed once for each, with its memory there.
            shares.AddRange(places.Length switch
            {
                0 => [share],
                1 => [share with { MigUuid = places[0].MigUuid }],
                _ => places.Select(place => share with { MigUuid = place.MigUuid, MemoryMiB = place.MemoryMiB }),
            });
        }

        return process with { Shares = shares.DrainToImmutable() };
    }

    private static ImmutableArray<MigInstance> NextInstances(
        this Server server, Gpu gpu, DateTimeOffset at, AvailabilityLimits limits) =>
        server.NextInstances(
            gpu.Sample, WithKnownAvailability(server.InstancesOn(gpu.Sample.Key), gpu.Instances), at, limits);

    private static ImmutableArray<MigInstance> WithKnownAvailability(
        ImmutableArray<MigInstance> updated, ImmutableArray<MigInstance> before) =>
        [.. updated.Select(instance => before.FirstOrDefault(other => other.Uuid == instance.Uuid) is { } known
            ? instance with { Availability = known.Availability }
            : instance)];

    // Null while a process is younger than the latest instance section: it may be on any instance.
    private static int? CountOn(this Server server, GpuSample card, MigInstance instance, DateTimeOffset at, AvailabilityLimits limits)
    {
        if (!server.AreProcessesKnown(at, limits))
        {
            return null;
        }

        var (count, isUncertain) = (0, false);
        foreach (var process in server.Processes.Where(process => !process.IsResident))
        {
            foreach (var share in process.Shares)
            {
                count += share.MigUuid == instance.Uuid ? 1 : 0;
                isUncertain |= share.MigUuid is null && share.GpuKey == card.Key
                    && process.Elapsed <= server.AgeOf(ProbeSection.MigInstances, at);
            }
        }

        return count == 0 && isUncertain ? null : count;
    }
}
