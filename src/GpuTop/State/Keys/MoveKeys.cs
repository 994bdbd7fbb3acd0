using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Keys that move the cursor or change the view, and the numbers of the views.</summary>
internal static class MoveKeys
{
    public static ImmutableArray<KeyBinding> All { get; } =
    [
        KeyBinding.On("down", "next line", state => Navigation.By(state, 1), KeyPress.Of('j'), KeyPress.Of(Key.Down)),
        KeyBinding.On("up", "line before", state => Navigation.By(state, -1), KeyPress.Of('k'), KeyPress.Of(Key.Up)),
        KeyBinding.On("page down", "next page", state => Navigation.By(state, Navigation.PageOf(state)), KeyPress.Of(Key.PageDown), KeyPress.Of('d', Modifiers.Control)),
        KeyBinding.On("page up", "page before", state => Navigation.By(state, -Navigation.PageOf(state)), KeyPress.Of(Key.PageUp), KeyPress.Of('u', Modifiers.Control)),
        KeyBinding.On("first", "first line", state => Navigation.By(state, -Navigation.Far), KeyPress.Of('g'), KeyPress.Of(Key.Home)),
        KeyBinding.On("last", "last line", state => Navigation.By(state, Navigation.Far), KeyPress.Of('G'), KeyPress.Of(Key.End)),
        KeyBinding.On("back", "one step back: out of a page, a filter, a view", state => Navigation.Back(state), KeyPress.Of(Key.Escape)),
        KeyBinding.When(FilterInput.WhyNot, "filter", "show only what matches, as you type", FilterInput.Begin, KeyPress.Of('/')) with { Hint = 70 },
    ];
}
