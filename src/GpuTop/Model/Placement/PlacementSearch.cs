using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>Search for GPUs that meet a request. GPUs with old data, with a process, sick, or not observed for long enough are
/// excluded.</summary>
public static class PlacementSearch
{
    // Minimum free memory for a shared GPU when the request has no amount.
    private const double RoomPercent = 50;

    /// <summary>Placements, best first, one for each server that suffices; may be empty. Order: whole cards before MIG instances; cards of
    /// one model; unshared GPUs; servers in use before empty ones; fewest suitable GPUs left over; lowest CPU, then memory use; order of
    /// the fleet.</summary>
    /// <param name="fleet">All servers.</param>
    /// <param name="now">Current time.</param>
    /// <param name="interval">Sampling interval of GPUs.</param>
    /// <param name="request">The request.</param>
    public static ImmutableArray<Placement> Of(Fleet fleet, DateTimeOffset now, TimeSpan interval, PlacementRequest request) =>
    [
        .. fleet.Servers
            .Select(server => Best(server, now, interval, request))
            .OfType<Ranked>()
            .OrderBy(ranked => ranked.Rank)
            .Select(ranked => ranked.Placement),
    ];

    /// <summary>The server with most GPUs that fit, and their number; null when none has any.</summary>
    public static (Server Server, int Count)? Most(Fleet fleet, DateTimeOffset now, TimeSpan interval, PlacementRequest request)
    {
        var most = fleet.Servers
            .Where(server => IsAsked(server, now, interval, request))
            .Select(server => (Server: server, Count: server.Gpus.Count(gpu => Fits(server, gpu, now, request))))
            .Where(item => item.Count > 0)
            .OrderByDescending(item => item.Count)
            .Take(1)
            .ToList();
        return most is [var one] ? one : null;
    }

    /// <summary>Whether a GPU can be part of a placement; a card with instances by one of them, for a request for one GPU.</summary>
    /// <param name="server">The server.</param>
    /// <param name="gpu">Its GPU.</param>
    /// <param name="now">Current time.</param>
    /// <param name="interval">Sampling interval of GPUs.</param>
    /// <param name="request">The request.</param>
    public static bool IsPart(Server server, Gpu gpu, DateTimeOffset now, TimeSpan interval, PlacementRequest request) =>
        IsAsked(server, now, interval, request)
        && (Fits(server, gpu, now, request)
            || (request.Gpus == 1 && gpu.Instances.Any(instance => Fits(server, gpu, instance, now, request))));

    /// <summary>Whether a GPU is free now.</summary>
    public static bool CanBePlaced(Server server, Gpu gpu) =>
        gpu.Availability.State == GpuState.Free && gpu.Sample.MigEnabled != true && !server.UsersOn(gpu).Any();

    /// <summary>Whether a GPU in use has room for another job: low utilization for a while, and enough free memory.</summary>
    /// <param name="gpu">GPU with current data.</param>
    /// <param name="memoryMiB">Minimum free memory, MiB; null for half of the card.</param>
    public static bool HasRoom(Gpu gpu, int? memoryMiB) =>
        gpu.Availability is { IsLight: true, State: GpuState.Busy or GpuState.Idle }
        && gpu.Sample is { MigEnabled: not true, ComputeMode: not ComputeMode.Prohibited, IsExclusive: false }
        && (memoryMiB is { } wanted ? FreeMiB(gpu) >= wanted : gpu.Sample.MemoryPercent <= 100 - RoomPercent);

    private static Ranked? Best(Server server, DateTimeOffset now, TimeSpan interval, PlacementRequest request)
    {
        if (!IsAsked(server, now, interval, request))
        {
            return null;
        }

        var all = server.Gpus.Where(gpu => Fits(server, gpu, now, request)).ToList();
        if (all.Count < request.Gpus)
        {
            return request.Gpus == 1 ? BestInstance(server, now, request) : null;
        }

        // Cards of one model, from the smallest group that suffices; mixed models only without such a group.
        var ofOneModel = all.GroupBy(gpu => gpu.Sample.Name)
            .Where(cards => cards.Count() >= request.Gpus)
            .Select(cards => cards.ToList())
            .ToList();
        var candidates = ofOneModel.Count == 0
            ? all
            : ofOneModel.MinBy(cards => (cards.Count(gpu => !CanBePlaced(server, gpu)), cards.Count))!;
        var chosen = Choose(server, candidates, request.Gpus);
        var isWhole = server.Gpus.All(gpu => CanBePlaced(server, gpu));
        var rank = new Rank(
            false,
            ofOneModel.Count == 0,
            chosen.Count(gpu => !CanBePlaced(server, gpu)),
            isWhole && request.Gpus < server.Gpus.Length,
            all.Count - request.Gpus,
            LoadOf(server));
        return new Ranked(
            new Placement(server, [.. chosen.OrderBy(gpu => gpu.Sample.Index ?? int.MaxValue)])
            {
                Fitting = [.. all.OrderBy(gpu => gpu.Sample.Index)],
            },
            rank);
    }

    // CUDA supports one instance for each process, so instances serve requests for one GPU; the smallest that suffices.
    private static Ranked? BestInstance(Server server, DateTimeOffset now, PlacementRequest request)
    {
        var offers =
            from gpu in server.Gpus
            from instance in gpu.Instances
            where Fits(server, gpu, instance, now, request)
            orderby instance.MemoryTotalMiB ?? int.MaxValue, gpu.Sample.Index, instance.Device
            select new Placement(server, [gpu with { Instances = [instance] }]) { Instance = instance };
        return offers.FirstOrDefault() is { } best ? new Ranked(best, new Rank(true, false, 0, false, 0, LoadOf(server))) : null;
    }

    private static bool IsUsed(Server server, MigInstance instance) =>
        server.Processes.Any(process => !process.IsResident && process.Shares.Any(share => share.MigUuid == instance.Uuid));

    // The value comes from a server and is put into a shell's environment. Before driver 470: MIG-GPU-…/1/0.
    private static bool IsUuid(string uuid) => uuid.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '/');

    private static bool IsAsked(Server server, DateTimeOffset now, TimeSpan interval, PlacementRequest request) =>
        request.AppliesTo(server.Name) && server.SameAs is null && !server.AreGpusStale(now, interval);

    // Requests use nominal sizes, which exceed the reported memory of an empty card.
    private static bool Fits(Server server, Gpu gpu, DateTimeOffset now, PlacementRequest request) =>
        gpu.Sample.Index is not null
        && request.IsModel(gpu.Sample.Name)
        && (CanBePlaced(server, gpu)
            ? request.IsMet(gpu.Sample.MemoryTotalMiB is { } total ? NominalMemory.OfCard(total) : null)
                && IsLongEnough(gpu.Availability.DurationAt(now), request)
            : request.Share && HasRoom(gpu, request.MemoryMiB) && IsLongEnough(gpu.Availability.LightFor(now), request));

    private static bool Fits(Server server, Gpu gpu, MigInstance instance, DateTimeOffset now, PlacementRequest request) =>
        gpu.Sample.Index is not null
        && instance.Availability.State == GpuState.Free && IsUuid(instance.Uuid) && !IsUsed(server, instance)
        && request.IsMet(NominalMemory.OfInstance(instance)) && request.IsModel(gpu.Sample.Name, instance.Profile)
        && IsLongEnough(instance.Availability.DurationAt(now), request);

    private static bool IsLongEnough(TimeSpan? time, PlacementRequest request) => request.FreeFor is not { } wanted || time >= wanted;

    private static int? FreeMiB(Gpu gpu) => gpu.Sample.MemoryTotalMiB - gpu.Sample.MemoryUsedMiB;

    // Free cards first, from the shortest sufficient run of adjacent indices, which are close on most boards, so that long runs stay
    // whole; without one, from the longest runs. Shared cards follow by free memory.
    private static IEnumerable<Gpu> Choose(Server server, List<Gpu> candidates, int count)
    {
        var free = candidates.Where(gpu => CanBePlaced(server, gpu)).OrderBy(gpu => gpu.Sample.Index).ToList();
        var shared = candidates.Except(free).OrderByDescending(FreeMiB).ThenBy(gpu => gpu.Sample.Index);
        var runs = Runs(free);
        var enough = runs.Where(run => run.Count >= count).MinBy(run => run.Count);
        return (enough ?? runs.OrderByDescending(run => run.Count).SelectMany(run => run)).Concat(shared).Take(count);
    }

    private static List<List<Gpu>> Runs(List<Gpu> sorted)
    {
        var runs = new List<List<Gpu>>();
        foreach (var gpu in sorted)
        {
            if (runs.Count > 0 && runs[^1][^1].Sample.Index + 1 == gpu.Sample.Index)
            {
                runs[^1].Add(gpu);
            }
            else
            {
                runs.Add([gpu]);
            }
        }

        return runs;
    }

    private static (double Cpu, double Memory) LoadOf(Server server) => (
        server.CpuPercent ?? double.MaxValue,
        server.Load is { MemoryUsedMiB: { } used, MemoryTotalMiB: > 0 and { } total } ? 100.0 * used / total : double.MaxValue);

    private sealed record Ranked(Placement Placement, Rank Rank);

    // Compared from left to right; lower is better.
    private readonly record struct Rank(
        bool IsInstance, bool IsMixed, int Shared, bool UsesEmptyServer, int LeftOver, (double Cpu, double Memory) Load) : IComparable<Rank>
    {
        public int CompareTo(Rank other) => Order.CompareTo(other.Order);

        private (bool IsInstance, bool IsMixed, int Shared, bool UsesEmptyServer, int LeftOver, (double Cpu, double Memory) Load) Order =>
            (IsInstance, IsMixed, Shared, UsesEmptyServer, LeftOver, Load);
    }
}
