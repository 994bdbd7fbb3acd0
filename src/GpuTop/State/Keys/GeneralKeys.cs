using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Keys that do the same everywhere.</summary>
internal static class GeneralKeys
{
    public static ImmutableArray<Binding> All { get; } =
    [
        Binding.On("refresh", "connect again or sample now", Sampling.Refresh, KeyPress.Of('r'), KeyPress.Of(Key.F5)) with { Hint = 60 },
        Binding.On("slower", "longer sampling interval", state => Sampling.Every(state, Intervals.Longer), KeyPress.Of('+')),
        Binding.On("faster", "shorter sampling interval", state => Sampling.Every(state, Intervals.Shorter), KeyPress.Of('-')),
        Binding.On("freeze", "freeze the screen, or let it go on", Sampling.Freeze, KeyPress.Of('z')),
        Binding.On("mouse", "leave the mouse to the terminal, to select text", ToggleMouse, KeyPress.Of('m')),
        Binding.On("redraw", "draw everything anew", state => new Step(state, [new Effect.Repaint()]), KeyPress.Of('l', Modifiers.Control)),
        Binding.On("suspend", "back to the shell, which brings it back with fg", state => new Step(Killing.Dismiss(state), [new Effect.Suspend()]), KeyPress.Of('z', Modifiers.Control)),
        Binding.On("help", "the keys of this view", state => state with { Dialog = new Dialog.Help() }, KeyPress.Of('?'), KeyPress.Of(Key.F1)) with { Hint = 90 },
        Binding.On("quit", "quit", Quitting.Ask, KeyPress.Of('q'), KeyPress.Of('c', Modifiers.Control), KeyPress.Of(Key.F10)) with { Hint = 99, ActsHere = true },
    ];

    private static Step ToggleMouse(AppState state)
    {
        var told = state.Tell(state.Mouse ? "mouse: the terminal's, text can be selected" : "mouse: gputop's");
        return new Step(told with { Mouse = !state.Mouse }, [new Effect.UseMouse(!state.Mouse)]);
    }
}
