namespace GpuTop.State;

/// <summary>Changes to the processes that are being ended.</summary>
internal static class PendingKillUpdates
{
    /// <summary>The state with a pending kill replaced, or without it when there is no next one.</summary>
    public static AppState With(this AppState state, PendingKill pending, PendingKill? next) => state with
    {
        PendingKills = next is null ? state.PendingKills.Remove(pending) : state.PendingKills.Replace(pending, next),
    };
}
