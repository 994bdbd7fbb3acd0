using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>Check whether a request can be met when all GPUs are free.</summary>
/// <param name="Problem">Missing resource on all servers with known GPUs, one line; null when a server suffices, or when no GPUs are
/// known.</param>
/// <param name="UnreportedServers">Servers without known GPUs, which may suffice.</param>
public sealed record PlacementFeasibility(string? Problem, ImmutableArray<Server> UnreportedServers)
{
    /// <summary>Reason why it can never be met; null when it may be met.</summary>
    public string? Impossibility => UnreportedServers.IsEmpty ? Problem : null;

    /// <summary>The problem with the servers that may still suffice; null when there is none.</summary>
    public string? Warning => Problem is null || UnreportedServers.IsEmpty
        ? Problem
        : $"{Problem}; no data yet from: {string.Join(", ", UnreportedServers.Select(server => server.Name))}";

    /// <summary>Checks a request against the known GPUs of a fleet.</summary>
    public static PlacementFeasibility Of(Fleet fleet, PlacementRequest request)
    {
        var asked = fleet.Servers.Where(server => request.AppliesTo(server.Name)).ToList();
        return new(
            ProblemOf([.. asked.Where(server => !server.Gpus.IsEmpty)], request),
            // A server without GPUs may have a failed driver that is repaired while the request waits.
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
            : $"no server has {request.Gpus} such GPUs; the most is {most.Count}, on {most.Server.Name}";
    }

    // Unknown values, such as of a card that fell off the bus, count as sufficient.
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
