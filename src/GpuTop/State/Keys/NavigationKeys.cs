using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Keys that move the cursor or change the view, and the numbers of the views.</summary>
internal static class NavigationKeys
{
    // In the order of ViewKind: its values number the keys.
    private static readonly ImmutableArray<(ViewKind View, string Help)> Numbered =
        [(ViewKind.Fleet, "servers and their GPUs"), .. ListViews.All.Select(list => (list.Kind, list.Help))];

    public static ImmutableArray<KeyBinding> All { get; } =
    [
        KeyBinding.On("down", "next line", state => Navigation.By(state, 1), KeyPress.Of('j'), KeyPress.Of(Key.Down)),
        KeyBinding.On("up", "line before", state => Navigation.By(state, -1), KeyPress.Of('k'), KeyPress.Of(Key.Up)),
        KeyBinding.On("page down", "next page",
            state => Navigation.By(state, ScrollKeys.PageOf(state)), KeyPress.Of(Key.PageDown), KeyPress.Of('d', Modifiers.Control)),
        KeyBinding.On("page up", "page before",
            state => Navigation.By(state, -ScrollKeys.PageOf(state)), KeyPress.Of(Key.PageUp), KeyPress.Of('u', Modifiers.Control)),
        KeyBinding.On("first", "first line", state => Navigation.By(state, -Navigation.Far), KeyPress.Of('g'), KeyPress.Of(Key.Home)),
        KeyBinding.On("last", "last line", state => Navigation.By(state, Navigation.Far), KeyPress.Of('G'), KeyPress.Of(Key.End)),
        KeyBinding.On("back", "one step back: out of a page, a filter, a view", state => Navigation.Back(state), KeyPress.Of(Key.Escape)),
        KeyBinding.When(FilterInput.WhyNot, "filter", "show only what matches, as you type", FilterInput.Begin, KeyPress.Of('/'))
            with { Hint = 70 },
        .. Numbered.Select(view => KeyBinding.On(
            view.View.ToString().ToLowerInvariant(),
            view.Help,
            state => state.Show(view.View),
            KeyPress.Of((char)('1' + (int)view.View)))),
        KeyBinding.On("next view", "next view", state => Step(state, 1), KeyPress.Of(Key.Tab)),
        KeyBinding.On("view before", "view before", state => Step(state, -1), KeyPress.Of(Key.Tab, Modifiers.Shift)),
    ];

    // From the GPU page, which has no number, Tab leads to the first view.
    private static AppState Step(AppState state, int by)
    {
        var at = Numbered.Select(view => view.View).ToImmutableArray().IndexOf(state.View);
        return state.Show(at < 0 ? Numbered[0].View : Numbered[(at + by + Numbered.Length) % Numbered.Length].View);
    }
}
