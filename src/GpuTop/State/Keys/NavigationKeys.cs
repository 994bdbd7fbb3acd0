using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Keys that move the cursor or change the view, and the numbers of the views.</summary>
internal static class NavigationKeys
{
    // In the order of ViewKind: its values number the keys.
    private static readonly ImmutableArray<(ViewKind View, string Help)> Numbered =
        [(ViewKind.Fleet, "servers and their GPUs"), .. ListViews.All.Select(list => (list.Kind, list.Help))];

    private static readonly KeyBinding[] Moves =
    [
        KeyBinding.On("down", "next line", state => Navigation.By(state, 1), KeyPress.Of('j'), KeyPress.Of(Key.Down)),
        KeyBinding.On("up", "line before", state => Navigation.By(state, -1), KeyPress.Of('k'), KeyPress.Of(Key.Up)),
        KeyBinding.On("page down", "next page",
            state => Navigation.By(state, ScrollKeys.PageOf(state)), KeyPress.Of(Key.PageDown), KeyPress.Of('d', Modifiers.Control),
            KeyPress.Of('f', Modifiers.Control)),
        KeyBinding.On("page up", "page before",
            state => Navigation.By(state, -ScrollKeys.PageOf(state)), KeyPress.Of(Key.PageUp), KeyPress.Of('u', Modifiers.Control),
            KeyPress.Of('b', Modifiers.Control)),
        KeyBinding.On("first", "first line", state => Navigation.By(state, -Navigation.Far), KeyPress.Of('g'), KeyPress.Of(Key.Home)),
        KeyBinding.On("last", "last line", state => Navigation.By(state, Navigation.Far), KeyPress.Of('G'), KeyPress.Of(Key.End)),
    ];

    public static ImmutableArray<KeyBinding> All { get; } =
    [
        .. Moves.Select(binding => binding with { Group = ActionGroup.Move }),
        KeyBinding.On("back", "one step back: out of a page, a filter, a view", state => Navigation.Back(state), KeyPress.Of(Key.Escape))
            with { Group = ActionGroup.Move },
        KeyBinding.When(FilterInput.WhyNot, "filter", "show only what matches, as you type", FilterInput.Begin, KeyPress.Of('/'),
            KeyPress.Of(Key.F3), KeyPress.Of(Key.F4))
            with { Hint = 70, Group = ActionGroup.View },
        .. Numbered.Select(view => KeyBinding.On(
            view.View.ToString().ToLowerInvariant(),
            view.Help,
            state => state.Show(view.View),
            KeyPress.Of((char)('1' + (int)view.View)))
            with { Group = ActionGroup.Look }),
        KeyBinding.On("next view", "next view", state => Step(state, 1), KeyPress.Of(Key.Tab)) with { Group = ActionGroup.Look },
        KeyBinding.On("view before", "view before", state => Step(state, -1), KeyPress.Of(Key.Tab, Modifiers.Shift))
            with { Group = ActionGroup.Look },
    ];

    // From the GPU page, which has no number, Tab leads to the first view.
    private static AppState Step(AppState state, int by)
    {
        var views = ListViews.Numbered;
        var at = views.IndexOf(state.View);
        return state.Show(at < 0 ? views[0] : views[(at + by + views.Length) % views.Length]);
    }
}
