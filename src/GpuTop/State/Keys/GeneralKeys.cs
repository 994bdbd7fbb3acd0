using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Keys with the same action in every view.</summary>
internal static class GeneralKeys
{
    /// <summary>The key of ssh prompts; its place in the help is apart from the others.</summary>
    public static KeyBinding Answer { get; } =
        KeyBinding.When(PromptQueue.WhyNot, "answer", "answer what servers ask: password, code, host key", PromptQueue.Open,
            KeyPress.Of('p')) with
        { ActsHere = true };

    /// <summary>The key of the palette, which does not list itself.</summary>
    public static KeyBinding Palette { get; } =
        KeyBinding.On("help", "all that can be done here, with its keys; an action, a command or a server by its name",
            state => state with { Dialog = new PaletteDialog() },
            KeyPress.Of('?'), KeyPress.Of(':'), KeyPress.Of(Key.F1), KeyPress.Of('p', Modifiers.Control)) with
        { Hint = 90 };

    public static ImmutableArray<KeyBinding> All { get; } =
    [
        KeyBinding.On("tell me", "tell me when this GPU is free, this job has ended, this disk is full, this server is back",
            AlertActions.Press, KeyPress.Of('n'))
            with { Hint = 75, Group = ActionGroup.Item },
        KeyBinding.On("find", "find GPUs on one server: show, copy or enter a place, or wait for one; again: no longer wait",
            FindDialog.Toggle, KeyPress.Of('w'))
            with { Hint = 76, Group = ActionGroup.Look },
        KeyBinding.On("refresh", "connect again or sample now", Refresh, KeyPress.Of('r'), KeyPress.Of(Key.F5))
            with { Hint = 60, Group = ActionGroup.Item },
        KeyBinding.On("slower", "longer sampling interval", state => Every(state, Intervals.Longer), KeyPress.Of('+'))
            with { Group = ActionGroup.Look },
        KeyBinding.On("faster", "shorter sampling interval", state => Every(state, Intervals.Shorter), KeyPress.Of('-'))
            with { Group = ActionGroup.Look },
        KeyBinding.On("freeze", "freeze the screen, or let it go on", Freeze, KeyPress.Of('z'))
            with { Group = ActionGroup.Look },
        KeyBinding.On("mouse", "leave the mouse to the terminal, to select text", ToggleMouse, KeyPress.Of('m')),
        KeyBinding.On("redraw", "draw everything anew",
            state => new UpdateResult(state, [new Effect.Repaint()]), KeyPress.Of('l', Modifiers.Control))
            with { Group = ActionGroup.Look },
        KeyBinding.On("suspend", "back to the shell, which brings it back with fg",
            state => new UpdateResult((state.Dialog as KillDialog)?.Dismiss(state) ?? state, [new Effect.Suspend()]),
            KeyPress.Of('z', Modifiers.Control)),
        KeyBinding.On("menu", "what can be done with the selected item; also a click of the right button",
            state => ActionMenu.Open(state), KeyPress.Of(Key.F2)) with { Hint = 80 },
        Palette,
        KeyBinding.On("quit", "quit", QuitDialog.Ask, KeyPress.Of('q'), KeyPress.Of('c', Modifiers.Control), KeyPress.Of(Key.F10))
            with { Hint = 99, ActsHere = true },
    ];

    private static UpdateResult ToggleMouse(AppState state)
    {
        var told = state.ShowNotice(state.Mouse ? "mouse: the terminal's, text can be selected" : "mouse: gputop's");
        return new UpdateResult(told with { Mouse = !state.Mouse }, [new Effect.UseMouse(!state.Mouse)]);
    }

    private static UpdateResult Refresh(AppState state) => new(state, [new Effect.Refresh(SelectionLookup.SelectedServer(state))]);

    private static UpdateResult Every(AppState state, Func<TimeSpan, TimeSpan> change)
    {
        var interval = change(state.Interval);
        return new UpdateResult(
            state.ShowNotice($"sampling every {interval.TotalSeconds:0.##} s") with { Interval = interval },
            [new Effect.SampleEvery(interval)]);
    }

    private static UpdateResult Freeze(AppState state) => state.Frozen is null
        ? state with { Frozen = state.Fleet, FrozenAt = state.Now }
        : state with { Frozen = null, FrozenAt = null };
}

/// <summary>The sampling intervals of <c>+</c> and <c>-</c>.</summary>
public static class Intervals
{
    private static readonly TimeSpan[] Steps = [.. new[] { 0.25, 0.5, 1, 2, 3, 5, 10, 30 }.Select(TimeSpan.FromSeconds)];

    /// <summary>The shortest interval: a driver query takes up to this long.</summary>
    public static TimeSpan Shortest => Steps[0];

    /// <summary>The next longer interval; the same at the end.</summary>
    public static TimeSpan Longer(TimeSpan interval) => Steps.FirstOrDefault(step => step > interval, Steps[^1]);

    /// <summary>The next shorter interval; the same at the end.</summary>
    public static TimeSpan Shorter(TimeSpan interval) => Steps.LastOrDefault(step => step < interval, Steps[0]);
}
