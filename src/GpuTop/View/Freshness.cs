using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.View;

/// <summary>Whether what is shown of a server is how it is now.</summary>
internal static class Freshness
{
    /// <summary>Whether its GPUs are of the past: connection down, silent, or its nvidia-smi hangs.</summary>
    public static bool AreGpusOld(this AppState state, Server server) => server.AreGpusOld(state.ShownAt, state.Interval);

    /// <summary>How long nvidia-smi has been silent on a server that is connected and talks; null when it answers.</summary>
    public static TimeSpan? GpuSilence(this AppState state, Server server) => server.GpuSilence(state.ShownAt, state.Interval);

    /// <summary>How old what is known of its GPUs is; null when nothing is known.</summary>
    public static TimeSpan? GpuAge(this AppState state, Server server) => server.AgeOf(ProbeSection.Gpus, state.ShownAt);
}
