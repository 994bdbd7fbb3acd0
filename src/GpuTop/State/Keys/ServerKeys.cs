using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Actions on the selected server.</summary>
internal static class ServerKeys
{
    private static readonly ImmutableArray<ViewKind> Lists =
        [ViewKind.Fleet, ViewKind.Gpu, ViewKind.Processes, ViewKind.Sessions, ViewKind.Storage, ViewKind.Tunnels];

    private static readonly ImmutableArray<ViewKind> WithProcesses = [ViewKind.Fleet, ViewKind.Gpu, ViewKind.Processes];

    public static ImmutableArray<KeyBinding> All { get; } =
    [
        Action(AttachActions.WhyNot, "attach", "into the tmux pane or screen session of the process", AttachActions.Press, KeyPress.Of('a'))
            with { Hint = 2, Views = [.. WithProcesses, ViewKind.Sessions] },
        Action(ActionGuards.OfServer, "shell", "a shell on the server, in the directory of the job", AttachActions.Shell,
            KeyPress.Of('s'))
            with { Hint = 4, Views = Lists },
        Action(KillActions.WhyNot, "kill", "end the selected or the marked processes; it is asked first", KillActions.Press,
            KeyPress.Of('K'), KeyPress.Of(Key.F9))
            with { Hint = 5, Views = WithProcesses },
        KeyBinding.When(EnvironmentDialog.WhyNot, "environment", "the environment of my process", EnvironmentDialog.Open,
            KeyPress.Of('e'))
            with { Views = WithProcesses, Group = ActionGroup.Item },
        KeyBinding.When(CopyActions.WhyNot, "copy", "copy ssh and CUDA_VISIBLE_DEVICES for the selected or the free GPUs",
            CopyActions.Press, KeyPress.Of('y'))
            with { Hint = 6, ActsHere = true, Views = [.. WithProcesses, ViewKind.Sessions, ViewKind.Storage] },
        Action(UserCommandMenu.WhyNot, "commands", "your own commands", UserCommandMenu.Open, KeyPress.Of('!'))
            with { Views = Lists },
    ];

    private static KeyBinding Action(
        Func<AppState, string?> whyNot, string name, string help, Func<AppState, UpdateResult> press, params ReadOnlySpan<KeyPress> keys) =>
        KeyBinding.When(whyNot, name, help, press, keys) with { IsAction = true };
}
