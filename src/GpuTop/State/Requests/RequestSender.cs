namespace GpuTop.State;

/// <summary>Sending requests.</summary>
internal static class RequestSender
{
    /// <summary>Adds a request to the effects. Its number is then <see cref="PendingRequests.LastId"/>.</summary>
    public static UpdateResult Send(this UpdateResult step, Effect.Request request)
    {
        var id = step.State.Requests.LastId + 1;
        var numbered = request with { Id = id };
        return new UpdateResult(
            step.State with { Requests = new PendingRequests { LastId = id, ById = step.State.Requests.ById.Add(id, numbered) } },
            step.Effects.Add(numbered));
    }
}
