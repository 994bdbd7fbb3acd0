namespace GpuTop.State;

/// <summary>Ways from view to view.</summary>
internal static class Views
{
    /// <summary>One step back: out of a filter, then to the fleet.</summary>
    public static AppState Back(AppState state) =>
        state.View == ViewKind.Gpu ? GpuMoves.Close(state)
        : Filtering.TextOf(state).Length > 0 ? Filtering.With(state, "")
        : state with { View = ViewKind.Fleet };

    /// <summary>Another view.</summary>
    public static AppState Show(AppState state, ViewKind view) => state with { View = view };
}
