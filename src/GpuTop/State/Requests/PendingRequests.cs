using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>Requests to servers that are not answered yet.</summary>
public sealed record PendingRequests
{
    /// <summary>Number of the newest request; 0 before the first.</summary>
    public int LastId { get; init; }

    /// <summary>The requests by number.</summary>
    public ImmutableDictionary<int, Effect.Request> ById { get; init; } = ImmutableDictionary<int, Effect.Request>.Empty;

    /// <summary>The request with a number; null when it is not pending, or was sent to another server.</summary>
    internal Effect.Request? Find(int id, string server) =>
        ById.GetValueOrDefault(id) is { } request && request.Server == server ? request : null;

    /// <summary>The requests without one, as after its answer.</summary>
    internal PendingRequests Without(int id) => this with { ById = ById.Remove(id) };

    /// <summary>The requests without those of a server, as after a new connection: the earlier one can bring no more answers.</summary>
    internal PendingRequests Without(string server) =>
        this with { ById = ById.RemoveRange(ById.Values.Where(request => request.Server == server).Select(request => request.Id)) };
}
