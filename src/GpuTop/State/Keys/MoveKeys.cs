using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Keys that move the cursor or change the view.</summary>
internal static class MoveKeys
{
    public static ImmutableArray<Binding> All { get; } =
    [
        Binding.On("down", "next line", state => Moves.By(state, 1), KeyPress.Of('j'), KeyPress.Of(Key.Down)),
        Binding.On("up", "line before", state => Moves.By(state, -1), KeyPress.Of('k'), KeyPress.Of(Key.Up)),
        Binding.On("page down", "next page", state => Moves.By(state, Moves.PageOf(state)), KeyPress.Of(Key.PageDown), KeyPress.Of('d', Modifiers.Control)),
        Binding.On("page up", "page before", state => Moves.By(state, -Moves.PageOf(state)), KeyPress.Of(Key.PageUp), KeyPress.Of('u', Modifiers.Control)),
        Binding.On("first", "first line", state => Moves.By(state, -Moves.Far), KeyPress.Of('g'), KeyPress.Of(Key.Home)),
        Binding.On("last", "last line", state => Moves.By(state, Moves.Far), KeyPress.Of('G'), KeyPress.Of(Key.End)),
        Binding.On("back", "one step back: out of a page, a filter, a view", state => Views.Back(state), KeyPress.Of(Key.Escape)),
        Binding.When(Filtering.WhyNot, "filter", "show only what matches, as you type", Filtering.Begin, KeyPress.Of('/')) with { Hint = 70 },
    ];
}
