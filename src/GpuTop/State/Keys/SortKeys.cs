using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Keys that sort table views.</summary>
internal static class SortKeys
{
    private static readonly ImmutableArray<ViewKind> Tables =
        [.. ListViews.All.Where(list => !list.SortNames.IsEmpty).Select(list => list.Kind)];

    public static ImmutableArray<KeyBinding> All { get; } =
    [
        KeyBinding.On("sort", "sort by a column", Choose, KeyPress.Of('o'), KeyPress.Of(Key.F6)) with { Hint = 20, Views = Tables },
        KeyBinding.On("reverse", "turn the order round", Reverse, KeyPress.Of('O')) with { Views = Tables },
        KeyBinding.On("sort left", "sort by the column before", state => Step(state, -1), KeyPress.Of('<')) with { Views = Tables },
        KeyBinding.On("sort right", "sort by the next column", state => Step(state, 1), KeyPress.Of('>')) with { Views = Tables },
    ];

    /// <summary>Sorts by the clicked column; reverses the order when it is the current sort column.</summary>
    public static UpdateResult Point(AppState state, int column) =>
        SortOf(state) == column ? Reverse(state) : By(state, column);

    private static ImmutableArray<string> NamesOf(ViewKind view) => ListViews.Of(view)?.SortNames ?? [];

    private static int SortOf(AppState state) => ListViews.Of(state.View)?.SortOf(state.ListOf(state.View)) ?? 0;

    private static UpdateResult Choose(AppState state)
    {
        var names = NamesOf(state.View);
        return state with
        {
            Dialog = new ChooseDialog("sort by", [.. names.Select((name, index) => new Choice(name, next => By(next, index)))],
                SortOf(state)),
        };
    }

    private static UpdateResult Step(AppState state, int by)
    {
        var names = NamesOf(state.View);
        var next = (SortOf(state) + by + names.Length) % names.Length;
        return By(state, next).ShowNotice($"sorted by {names[next]}");
    }

    private static AppState By(AppState state, int column) =>
        state.ChangeList(list => list with { Sort = column, Reversed = false, Held = null });

    private static UpdateResult Reverse(AppState state) => state.ChangeList(list => list with { Reversed = !list.Reversed, Held = null });
}
