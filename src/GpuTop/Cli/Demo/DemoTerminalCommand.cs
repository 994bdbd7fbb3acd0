using System.Collections.Immutable;
using System.CommandLine;
using System.Reactive.Linq;
using GpuTop.Demo;
using GpuTop.Ssh;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Cli;

/// <summary>A terminal of a simulated server: the program that the demo runs where ssh would run on a real one.</summary>
internal static class DemoTerminalCommand
{
    private const string Name = "demo-terminal";

    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(1);

    /// <summary>The command line that runs it.</summary>
    /// <param name="arguments">The arguments of <see cref="SimulatedServer.TerminalArguments"/>.</param>
    public static ProcessCommand Of(ImmutableArray<string> arguments)
    {
        var own = OwnProgram.Words;
        return new ProcessCommand(own[0], [.. own[1..], Name, .. arguments]);
    }

    /// <summary>The hidden command.</summary>
    public static Command Create()
    {
        var words = new Argument<string[]>("word");
        var command = new Command(Name) { words };
        command.Hidden = true;
        command.SetAction(result => Run(result.GetValue(words)!));
        return command;
    }

    private static int Run(string[] arguments)
    {
        if (!Tty.IsAvailable)
        {
            Console.Error.WriteLine($"gputop: {Name} is run by gputop --demo, on a terminal");
            return ExitCodes.Unusable;
        }

        SimulatedTerminal terminal;
        try
        {
            terminal = SimulatedTerminal.Of(arguments, TimeProvider.System.GetUtcNow());
        }
        catch (FormatException wrong)
        {
            Console.Error.WriteLine($"gputop: {Name} is run by gputop --demo: {wrong.Message}");
            return ExitCodes.Unusable;
        }

        return Show(terminal);
    }

    private static int Show(SimulatedTerminal terminal)
    {
        var tty = (Tty?)null;
        var writer = new DemoTerminalWriter(terminal);
        var loop = new UiLoop(TimeProvider.System, () => writer.Write(tty!));
        using var held = HeldSignals.Hold();
        using var opened = tty = Tty.Open(loop.Stop, usesMouse: false);
        tty.Ready += loop.Wake;
        using var typing = tty.Input.Bounded(loop).Subscribe(input =>
        {
            terminal.Type(TextOf(input));
            if (terminal.IsOver)
            {
                loop.Stop(ExitCodes.Good);
            }

            loop.Invalidate();
        });
        using var ticking = Observable.Interval(LineInterval, loop).Subscribe(_ => loop.Invalidate());
        loop.Invalidate();
        while (!loop.IsStopped)
        {
            loop.Wait(loop.Step());
        }

        return loop.ExitCode;
    }

    // The characters that a terminal sends for the keys of a shell; other keys send none.
    private static string TextOf(InputEvent input) => input switch
    {
        KeyInText typed => TextOf(typed.Key),
        Pasted pasted => pasted.Text,
        KeyPress { Key: Key.Enter } => "\r",
        KeyPress { Key: Key.Backspace } => "\x7f",
        KeyPress { Key: Key.Character, Modifiers: Modifiers.None or Modifiers.Shift } key => key.Rune.ToString(),
        KeyPress { Key: Key.Character, Modifiers: Modifiers.Control, Rune.Value: >= 'a' and <= 'z' and var letter } =>
            ((char)(letter - 'a' + 1)).ToString(),
        _ => "",
    };
}
