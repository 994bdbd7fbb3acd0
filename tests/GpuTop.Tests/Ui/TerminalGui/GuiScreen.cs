using System.Collections.Immutable;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.Cli;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

/// <summary>The screen of a state on a fake terminal, with its dialog as Terminal.Gui shows it.</summary>
/// <param name="State">The state after the input.</param>
/// <param name="Effects">The effects of the input.</param>
/// <param name="Frame">What is on the screen then.</param>
internal sealed record GuiScreen(AppState State, ImmutableArray<Effect> Effects, CellBuffer Frame)
{
    // Terminal.Gui has settings for the whole process.
    private static readonly Lock OneAtATime = new();

    /// <summary>Shows a state, handles the input in the state's own time and returns what came of it.</summary>
    public static GuiScreen Of(AppState state, params InputEvent[] input) => Of(state, TimeSpan.Zero, input);

    /// <summary>The same, with so much of the state's time before each input; the screen's own clock hardly moves.</summary>
    public static GuiScreen Of(AppState state, TimeSpan pause, params InputEvent[] input)
    {
        lock (OneAtATime)
        {
            return Run(state, pause, input);
        }
    }

    private static GuiScreen Run(AppState state, TimeSpan pause, InputEvent[] input)
    {
        var device = new FakeTty { Size = (state.Width, state.Height) };
        using var tty = new Tty(device, _ => { }, usesMouse: false);
        tty.Enter();
        var isDone = false;
        var shown = new CellBuffer(0, 0);
        GuiHost? running = null;
        using var host = running = new GuiHost(tty, ColorDepth.TrueColor, isUtf8: true, frame =>
        {
            Screen.Draw(state, frame);
            if (isDone)
            {
                running!.Loop.Schedule(() =>
                {
                    shown = Copy(running.Frame);
                    running.Loop.Stop(0);
                });
            }
        });
        using var typed = new Subject<InputEvent>();
        var effects = ImmutableArray<Effect>.Empty;
        using var messages = host.Unhandled(typed).SelectMany(one => TerminalInput.Messages(one, state)).Merge(host.DialogMessages)
            .Subscribe(message =>
            {
                var step = Update.Apply(state, message, state.Now + pause);
                state = step.State;
                effects = effects.AddRange(step.Effects);
                host.ShowDialog(state);
            });
        host.ShowDialog(state);
        host.Loop.Schedule(() =>
        {
            Array.ForEach(input, typed.OnNext);
            isDone = true;
            host.Loop.Invalidate();
        });
        host.Run();
        return new GuiScreen(state, effects, shown);
    }

    // The last frame is drawn without the dialog.
    private static CellBuffer Copy(CellBuffer frame)
    {
        var copy = new CellBuffer(frame.Width, frame.Height) { Links = frame.Links };
        for (var y = 0; y < frame.Height; y++)
        {
            frame.Row(y).CopyTo(copy.Cells(y));
        }

        return copy;
    }
}
