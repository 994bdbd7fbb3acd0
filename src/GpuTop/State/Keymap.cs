using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>The one table of keys.</summary>
public static class Keymap
{
    /// <summary>Every key that does something while no dialog is open, in the order of the help.</summary>
    public static ImmutableArray<Binding> All { get; } =
    [
        On("move down", "next line", FleetMoves.Down, KeyPress.Of('j'), KeyPress.Of(Key.Down)),
        On("move up", "line before", FleetMoves.Up, KeyPress.Of('k'), KeyPress.Of(Key.Up)),
        On("page down", "next page", FleetMoves.PageDown, KeyPress.Of(Key.PageDown), KeyPress.Of('d', Modifiers.Control)),
        On("page up", "page before", FleetMoves.PageUp, KeyPress.Of(Key.PageUp), KeyPress.Of('u', Modifiers.Control)),
        On("first", "first line", FleetMoves.First, KeyPress.Of('g'), KeyPress.Of(Key.Home)),
        On("last", "last line", FleetMoves.Last, KeyPress.Of('G'), KeyPress.Of(Key.End)),
        On("fold", "fold or unfold the server", FleetMoves.Fold, KeyPress.Of(' ')) with { Hint = 3 },
        On("density", "one line a server, one line a GPU, or a box a GPU", FleetMoves.NextDensity, KeyPress.Of('c')) with { Hint = 1 },
        On("free", "only GPUs that are free", FleetMoves.ToggleFree, KeyPress.Of('f')) with { Hint = 4 },
        On("mine", "only GPUs with processes of mine", FleetMoves.ToggleMine, KeyPress.Of('u')) with { Hint = 5 },
        On("refresh", "connect again or sample now", FleetMoves.Refresh, KeyPress.Of('r'), KeyPress.Of(Key.F5)) with { Hint = 6 },
        On("slower", "longer sampling interval", state => FleetMoves.Sample(state, Intervals.Longer), KeyPress.Of('+')),
        On("faster", "shorter sampling interval", state => FleetMoves.Sample(state, Intervals.Shorter), KeyPress.Of('-')),
        On("freeze", "freeze the screen, or let it go on", FleetMoves.Freeze, KeyPress.Of('z')),
        On("mouse", "leave the mouse to the terminal, to select text", FleetMoves.ToggleMouse, KeyPress.Of('m')),
        On("redraw", "draw everything anew", state => new Step(state, [new Effect.Repaint()]), KeyPress.Of('l', Modifiers.Control)),
        On("suspend", "back to the shell, which brings it back with fg", state => new Step(state, [new Effect.Suspend()]), KeyPress.Of('z', Modifiers.Control)),
        On("help", "this table", state => state with { Dialog = new Dialog.Help() }, KeyPress.Of('?'), KeyPress.Of(Key.F1)) with { Hint = 8 },
        On("quit", "quit", state => new Step(state, [new Effect.Quit()]), KeyPress.Of('q'), KeyPress.Of('c', Modifiers.Control), KeyPress.Of(Key.F10)) with { Hint = 9 },
    ];

    /// <summary>The line of the table that a key stands in; null when the key does nothing.</summary>
    public static Binding? Find(KeyPress key)
    {
        foreach (var binding in All)
        {
            if (binding.Keys.Contains(key))
            {
                return binding;
            }
        }

        return null;
    }

    private static Binding On(string name, string help, Func<AppState, Step> press, params KeyPress[] keys) =>
        new([.. keys], name, help, _ => null, press);
}
