using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Preconditions shared by several actions.</summary>
internal static class ActionGuards
{
    /// <summary>Why the selected server can't be used; null when it can.</summary>
    public static string? OfServer(AppState state) =>
        SelectionLookup.Of(state) is not { } selection ? "no server is selected"
        : NotConnected(state, selection.Server);

    /// <summary>Why a server can't be used; null when it can.</summary>
    public static string? NotConnected(AppState state, Server server) =>
        server.PhaseAt(state.Now) is ConnectionPhase.Live or ConnectionPhase.Stale ? null : $"{server.Name} is not connected";
}
