namespace GpuTop.State;

/// <summary>Moves of the cursor, whatever fills the screen.</summary>
internal static class CursorActions
{
    /// <summary>Further than any list is long.</summary>
    public const int Far = int.MaxValue / 2;

    /// <summary>The state with the cursor so many lines further down; it stops at the ends.</summary>
    public static AppState By(AppState state, int lines) => state.View switch
    {
        ViewKind.Fleet => FleetActions.By(state, lines),
        ViewKind.Gpu => GpuActions.Scroll(state, lines),
        _ => ListActions.By(state, lines),
    };

    /// <summary>Lines of a page.</summary>
    public static int PageOf(AppState state) => Math.Max(1, state.Height - 4);

    /// <summary>Name of the server that the cursor is on; null when it is on none.</summary>
    public static string? SelectedServer(AppState state) => state.View switch
    {
        ViewKind.Fleet => FleetActions.SelectedServer(state)?.Name,
        ViewKind.Processes => ProcessActions.Selected(state)?.Server.Name,
        ViewKind.Gpu => state.Page?.Place.Server,
        ViewKind.Storage => StorageList.Selected(state)?.Server.Name,
        ViewKind.Sessions => SessionRows.Selected(state)?.Server.Name,
        ViewKind.Events => EventRows.Selected(state)?.Event.Place?.Server,
        ViewKind.Tunnels => TunnelList.Selected(state)?.Server.Name,
        _ => null,
    };
}
