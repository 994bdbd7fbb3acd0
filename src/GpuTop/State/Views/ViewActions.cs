namespace GpuTop.State;

/// <summary>Ways from view to view.</summary>
internal static class ViewActions
{
    /// <summary>One step back: out of a page, out of a filter, out of marks, then to the fleet.</summary>
    public static AppState Back(AppState state) =>
        state.View == ViewKind.Gpu ? GpuActions.Close(state)
        : FilterInput.TextOf(state).Length > 0 ? FilterInput.With(state, "")
        : state.View != ViewKind.Fleet && !state.ListOf(state.View).Tagged.IsEmpty ? ListActions.Change(state, list => list with { Tagged = [], Held = null })
        : Show(state, ViewKind.Fleet);

    /// <summary>Another view; the rows of the one that is left are sorted again.</summary>
    public static AppState Show(AppState state, ViewKind view) =>
        (state.View == ViewKind.Fleet ? state : ListActions.Change(state, list => list with { Held = null })) with { View = view };
}
