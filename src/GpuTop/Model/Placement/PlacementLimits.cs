using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>Whether a request can ever be met, whoever leaves.</summary>
/// <param name="Problem">What is missing on all servers that have told their GPUs, one line; null when one of them could do it, or when
/// none has told.</param>
/// <param name="UnreportedServers">Servers that have not told their GPUs: one of them may be able to.</param>
public sealed record PlacementLimits(string? Problem, ImmutableArray<Server> UnreportedServers)
{
    /// <summary>Why it can never be met; null while it may be.</summary>
    public string? Impossibility => UnreportedServers.IsEmpty ? Problem : null;

    /// <summary>The problem, with the servers that may still solve it; null when there is none.</summary>
    public string? Warning => Problem is null || UnreportedServers.IsEmpty
        ? Problem
        : $"{Problem}; not heard of yet: {string.Join(", ", UnreportedServers.Select(server => server.Name))}";

    /// <summary>The limits of a fleet, as far as it is known.</summary>
    public static PlacementLimits Of(Fleet fleet, PlacementRequest request)
    {
        var asked = fleet.Servers.Where(server => request.AppliesTo(server.Name)).ToList();
        return new(
            ProblemOf([.. asked.Where(server => !server.Gpus.IsEmpty)], request),
            // Without GPUs it may have a driver that fails, or none; a driver can be mended while somebody waits.
            [.. asked.Where(server => server.Gpus.IsEmpty)]);
    }

    private static string? ProblemOf(List<Server> servers, PlacementRequest request)
    {
        var units = servers.SelectMany(server => UnitsOf(server).Select(unit => (Server: server, Unit: unit))).ToList();
        if (units.Count == 0)
        {
            return null;
        }

        var ofModel = units.Where(item => item.Unit.IsModel(request)).ToList();
        if (ofModel.Count == 0)
        {
            var names = units.Select(item => ModelNames.Short(item.Unit.Name)).Distinct().Order(StringComparer.Ordinal);
            return $"no GPU is called {request.Model}; there are {string.Join(", ", names)}";
        }

        var model = request.Model is null ? "" : $" of {request.Model}";
        var large = ofModel.Where(item => request.IsMet(item.Unit.MemoryMiB ?? int.MaxValue)).ToList();
        if (large.Count == 0)
        {
            var largest = ofModel.MaxBy(item => item.Unit.MemoryMiB)!;
            return $"no GPU{model} has {request.MemoryMiB / 1024.0:0.#}G; "
                + $"the largest has {largest.Unit.MemoryMiB / 1024.0:0.#}G, on {largest.Server.Name}";
        }

        // CUDA supports only one MIG instance for each process.
        var most = large.GroupBy(item => item.Server)
            .Select(group => (Server: group.Key, Count: group.Count(item => item.Unit.Profile is null)))
            .MaxBy(item => item.Count);
        return request.Gpus == 1 || most.Count >= request.Gpus
            ? null
            : $"no server has {request.Gpus} such GPUs; most has {most.Server.Name}: {most.Count}";
    }

    // What the driver does not tell of a card, as of one that fell off the bus, may be what is wanted.
    private static IEnumerable<Unit> UnitsOf(Server server) => server.Gpus.SelectMany(gpu => (IEnumerable<Unit>)
        [
            new Unit(gpu.Sample.Name, null, gpu.Sample.MemoryTotalMiB is { } total ? NominalMemory.OfCard(total) : null),
            .. gpu.Instances.Select(instance => new Unit(gpu.Sample.Name, instance.Profile ?? "", NominalMemory.OfInstance(instance))),
        ]);

    private sealed record Unit(string? Name, string? Profile, int? MemoryMiB)
    {
        public bool IsModel(PlacementRequest request) => Name is null || request.IsModel(Name, Profile);
    }
}
