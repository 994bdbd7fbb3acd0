using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Keys that act on a server, wherever the cursor is on one.</summary>
internal static class ActionKeys
{
    private static readonly ImmutableArray<ViewKind> Lists =
        [ViewKind.Fleet, ViewKind.Gpu, ViewKind.Processes, ViewKind.Sessions, ViewKind.Storage, ViewKind.Tunnels];

    private static readonly ImmutableArray<ViewKind> WithProcesses = [ViewKind.Fleet, ViewKind.Gpu, ViewKind.Processes];

    public static ImmutableArray<Binding> All { get; } =
    [
        Action(Attaching.WhyNot, "attach", "into the tmux pane or screen session of the process", Attaching.Press, KeyPress.Of('a'))
            with { Hint = 2, Views = [.. WithProcesses, ViewKind.Sessions] },
        Action(Refusal.OfTerminal, "shell", "a shell on the server, in the directory of the job", Attaching.Shell, KeyPress.Of('s'))
            with { Hint = 4, Views = Lists },
        Action(Killing.WhyNot, "kill", "end the selected or the marked processes; it is asked first", Killing.Press, KeyPress.Of('K'), KeyPress.Of(Key.F9))
            with { Hint = 5, Views = WithProcesses },
        Binding.When(Copying.WhyNot, "copy", "copy ssh and CUDA_VISIBLE_DEVICES for the selected or the free GPUs", Copying.Press, KeyPress.Of('y'))
            with { Hint = 6, ActsHere = true, Views = [.. WithProcesses, ViewKind.Sessions, ViewKind.Storage] },
        Action(OwnCommands.WhyNot, "commands", "your own commands", OwnCommands.Open, KeyPress.Of('!'))
            with { Views = Lists },
    ];

    private static Binding Action(
        Func<AppState, string?> whyNot, string name, string help, Func<AppState, Step> press, params ReadOnlySpan<KeyPress> keys) =>
        Binding.When(whyNot, name, help, press, keys) with { IsAction = true };
}
