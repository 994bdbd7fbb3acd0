namespace GpuTop.State;

/// <summary>Cursor movement and the way back, in every view.</summary>
internal static class Navigation
{
    /// <summary>More rows than any list has.</summary>
    public const int Far = int.MaxValue / 2;

    /// <summary>The state with the cursor moved down by a number of lines, limited to the ends.</summary>
    public static AppState By(AppState state, int lines) => state.View switch
    {
        ViewKind.Fleet => state.PaneColumns > 1 && lines is 1 or -1
            ? FleetActions.Move(state, FleetGrid.StepOf(FleetRows.Of(state), state.FleetScreen.Cursor, state.PaneColumns, lines))
            : FleetActions.By(state, lines),
        ViewKind.Gpu => GpuActions.Scroll(state, lines),
        _ => ListActions.By(state, lines),
    };

    /// <summary>One step back: out of a page, out of a filter, out of marks, to the view from which this one was opened, then to the
    /// fleet.</summary>
    public static AppState Back(AppState state)
    {
        var from = state.Returns.IsEmpty ? null : state.Returns.Peek();
        return state.View == ViewKind.Gpu ? GpuActions.Close(state)
            : state.FilterText.Length > 0 && state.FilterText != from?.Filter ? state.WithFilter("")
            : state.View == ViewKind.Fleet && state.FleetScreen.Only != ShownGpus.All
                ? state with { FleetScreen = state.FleetScreen with { Only = ShownGpus.All } }
            : state is { View: ViewKind.Fleet, FleetScreen.Found: not null }
                ? state with { FleetScreen = state.FleetScreen with { Found = null } }
            : state.View != ViewKind.Fleet && !state.ListOf(state.View).Tagged.IsEmpty
                ? state.ChangeList(list => list with { Tagged = [], Held = null })
            : from is null ? state.Show(ViewKind.Fleet)
            : state.WithFilter(from.FilterBefore) with { View = from.View, GpuScreen = from.Page, Returns = state.Returns.Pop() };
    }
}
