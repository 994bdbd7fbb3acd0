using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Keys with the same action in every view.</summary>
internal static class GeneralKeys
{
    public static ImmutableArray<KeyBinding> All { get; } =
    [
        KeyBinding.On("refresh", "connect again or sample now", SamplingActions.Refresh, KeyPress.Of('r'), KeyPress.Of(Key.F5)) with { Hint = 60 },
        KeyBinding.On("slower", "longer sampling interval", state => SamplingActions.Every(state, Intervals.Longer), KeyPress.Of('+')),
        KeyBinding.On("faster", "shorter sampling interval", state => SamplingActions.Every(state, Intervals.Shorter), KeyPress.Of('-')),
        KeyBinding.On("freeze", "freeze the screen, or let it go on", SamplingActions.Freeze, KeyPress.Of('z')),
        KeyBinding.On("mouse", "leave the mouse to the terminal, to select text", ToggleMouse, KeyPress.Of('m')),
        KeyBinding.On("redraw", "draw everything anew", state => new UpdateResult(state, [new Effect.Repaint()]), KeyPress.Of('l', Modifiers.Control)),
        KeyBinding.On("suspend", "back to the shell, which brings it back with fg", state => new UpdateResult(KillActions.Dismiss(state), [new Effect.Suspend()]), KeyPress.Of('z', Modifiers.Control)),
        KeyBinding.On("help", "the keys of this view", state => state with { Dialog = new Dialog.Help() }, KeyPress.Of('?'), KeyPress.Of(Key.F1)) with { Hint = 90 },
        KeyBinding.On("quit", "quit", QuitActions.Ask, KeyPress.Of('q'), KeyPress.Of('c', Modifiers.Control), KeyPress.Of(Key.F10)) with { Hint = 99, ActsHere = true },
    ];

    private static UpdateResult ToggleMouse(AppState state)
    {
        var told = state.Tell(state.Mouse ? "mouse: the terminal's, text can be selected" : "mouse: gputop's");
        return new UpdateResult(told with { Mouse = !state.Mouse }, [new Effect.UseMouse(!state.Mouse)]);
    }
}
