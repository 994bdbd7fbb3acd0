using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Keys of the process view.</summary>
internal static class ProcessKeys
{
    private static readonly ImmutableArray<ViewKind> Here = [ViewKind.Processes];

    public static ImmutableArray<KeyBinding> All { get; } =
    [
        KeyBinding.When(WhyNoGpu, "its GPU", "to the GPU of the process", ProcessActions.Open, KeyPress.Of(Key.Enter))
            with { Views = Here, Group = ActionGroup.Item },
        KeyBinding.When(WhyNoMark, "tag", "mark or unmark the process", ProcessActions.Tag, KeyPress.Of(' '))
            with { Hint = 30, Views = Here, Group = ActionGroup.Item },
        KeyBinding.On("whose", "only mine, then of one person who is picked, then all", ProcessActions.NextUser, KeyPress.Of('u'))
            with { Hint = 40, Views = Here },
        KeyBinding.On("CPUs", "also show processes with high CPU use", ProcessActions.ToggleHost, KeyPress.Of('h'))
            with { Hint = 71, Views = Here },
        KeyBinding.On("tree", "children under their parents, or in order", ProcessActions.ToggleTree, KeyPress.Of('T'))
            with { Hint = 72, Views = Here },
        KeyBinding.When(FollowActions.WhyNot, "follow", "keep the cursor on the process, and tell when it ends", FollowActions.Toggle,
            KeyPress.Of('F')) with { Hint = 74, Views = Here, Group = ActionGroup.Item },
    ];

    private static string? WhyNoMark(AppState state) => ProcessList.View.Selected(state) switch
    {
        null => "no process is selected",
        { Process: null } => "only processes on GPUs can be marked",
        _ => null,
    };

    private static string? WhyNoGpu(AppState state) => ProcessList.View.Selected(state) switch
    {
        null => "no process is selected",
        { Process: null } => "the process is on no GPU",
        _ => null,
    };
}
