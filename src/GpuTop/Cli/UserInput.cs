using GpuTop.State;
using GpuTop.Terminal;
using GpuTop.View;

namespace GpuTop.Cli;

/// <summary>What the user does at the terminal, as messages.</summary>
internal static class UserInput
{
    private const int LinesOfWheel = 3;

    /// <summary>The messages of one event; may be none.</summary>
    /// <param name="input">The event.</param>
    /// <param name="state">What the user saw when it happened.</param>
    public static IEnumerable<Message> Messages(InputEvent input, AppState state) => input switch
    {
        KeyPress key => [new Message.Pressed(key)],
        Pasted pasted => [new Message.Pasted(pasted.Text)],
        Resized resized => [new Message.Resized(resized.Width, resized.Height)],
        MouseInput { Action: MouseAction.WheelUp } => Enumerable.Repeat(new Message.Pressed(KeyPress.Of(Key.Up)), LinesOfWheel),
        MouseInput { Action: MouseAction.WheelDown } => Enumerable.Repeat(new Message.Pressed(KeyPress.Of(Key.Down)), LinesOfWheel),
        MouseInput { Action: MouseAction.Press, Button: MouseButton.Left } mouse => Click(mouse, state),
        _ => [],
    };

    private static IEnumerable<Message> Click(MouseInput mouse, AppState state) =>
        Screen.HitTest(state, mouse.X, mouse.Y) is { } spot ? [new Message.Pointed(spot)] : [];
}
