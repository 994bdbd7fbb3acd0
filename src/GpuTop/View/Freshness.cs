using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.View;

/// <summary>Whether what is shown of a server is how it is now.</summary>
internal static class Freshness
{
    private const int MissedRounds = 5;

    // Some drivers take seconds for one round.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Whether its GPUs are of the past: connection down, silent, or its nvidia-smi hangs.</summary>
    public static bool AreGpusOld(this AppState state, Server server) =>
        server.PhaseAt(state.ShownAt) != LinkPhase.Live || state.GpuSilence(server) is not null;

    /// <summary>How long nvidia-smi has been silent on a server that is connected and talks; null when it answers.</summary>
    public static TimeSpan? GpuSilence(this AppState state, Server server)
    {
        if (server.PhaseAt(state.ShownAt) != LinkPhase.Live)
        {
            return null;
        }

        var silence = server.AgeOf(SectionKind.Gpus, state.ShownAt) ?? (state.ShownAt - server.Link.Since);
        var missed = state.Interval * MissedRounds;
        return silence > (missed > Patience ? missed : Patience) || server.Hanging.Contains(SectionKind.Gpus) ? silence : null;
    }

    /// <summary>How old what is known of its GPUs is; null when nothing is known.</summary>
    public static TimeSpan? GpuAge(this AppState state, Server server) => server.AgeOf(SectionKind.Gpus, state.ShownAt);
}
