namespace GpuTop.State;

/// <summary>Cursor movement and the way back, in every view.</summary>
internal static class Navigation
{
    /// <summary>More rows than any list has.</summary>
    public const int Far = int.MaxValue / 2;

    /// <summary>The state with the cursor moved down by a number of lines, limited to the ends.</summary>
    public static AppState By(AppState state, int lines) => state.View switch
    {
        ViewKind.Fleet => FleetActions.By(state, lines),
        ViewKind.Gpu => GpuActions.Scroll(state, lines),
        _ => ListActions.By(state, lines),
    };

    /// <summary>One step back: out of a page, out of a filter, out of marks, then to the fleet.</summary>
    public static AppState Back(AppState state) =>
        state.View == ViewKind.Gpu ? GpuActions.Close(state)
        : state.FilterText.Length > 0 ? state.WithFilter("")
        : state.View != ViewKind.Fleet && !state.ListOf(state.View).Tagged.IsEmpty
            ? state.ChangeList(list => list with { Tagged = [], Held = null })
        : state.Show(ViewKind.Fleet);
}
