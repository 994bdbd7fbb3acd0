using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Cli;

/// <summary>Terminal input as messages.</summary>
internal static class TerminalInput
{
    private const int LinesOfWheel = 3;

    // More than a user types ahead; the limit is for a file that is sent to the terminal.
    private const int MostWaiting = 1000;

    /// <summary>The input on a scheduler, with a queue of at most 1,000 events: more are dropped, except for resizes and Ctrl-C, which
    /// must end a program that is behind.</summary>
    public static IObservable<InputEvent> Bounded(this IObservable<InputEvent> input, IScheduler loop) => Observable.Defer(() =>
    {
        var waiting = 0;
        return input
            .Where(one =>
            {
                var isTaken = Interlocked.Increment(ref waiting) <= MostWaiting
                    || one is Resized || one == KeyPress.Of('c', Modifiers.Control);
                _ = isTaken ? 0 : Interlocked.Decrement(ref waiting);
                return isTaken;
            })
            .ObserveOn(loop)
            .Do(_ => Interlocked.Decrement(ref waiting));
    });

    /// <summary>The messages of one event; may be empty.</summary>
    /// <param name="input">The event.</param>
    /// <param name="state">The state on the screen at the time of the event.</param>
    public static IEnumerable<Message> Messages(InputEvent input, AppState state) => input switch
    {
        KeyPress key => [Press(key, state)],
        KeyInText typed => [Press(typed.Key, state) with { IsInText = true }],
        Pasted pasted => [new Message.Pasted(pasted.Text)],
        Resized resized => [new Message.Resized(resized.Width, resized.Height)],
        TerminalDriver.MouseInput { Action: MouseAction.WheelUp } => Wheel(Key.Up, state),
        TerminalDriver.MouseInput { Action: MouseAction.WheelDown } => Wheel(Key.Down, state),
        TerminalDriver.MouseInput { Action: MouseAction.Click or MouseAction.RightClick } mouse => Click(mouse, state),
        TerminalDriver.MouseInput { Action: MouseAction.Drag } mouse =>
            [new Message.Dragged(Screen.HitTest(state, mouse.X, mouse.Y), mouse.X)],
        _ => [],
    };

    private static Message.Pressed Press(KeyPress key, AppState state) => new(key)
    {
        ScrollEnd = Screen.ScrollEnd(state),
        PaneColumns = Screen.PaneColumns(state),
    };

    private static IEnumerable<Message> Wheel(Key key, AppState state) => Enumerable.Repeat(Press(KeyPress.Of(key), state), LinesOfWheel);

    private static IEnumerable<Message> Click(TerminalDriver.MouseInput mouse, AppState state) =>
        Screen.HitTest(state, mouse.X, mouse.Y) is { } spot
            ? [new Message.Clicked(spot) { X = mouse.X, OpensMenu = mouse.Action == MouseAction.RightClick }]
            : [];
}
