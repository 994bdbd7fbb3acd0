using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Keys of the process view.</summary>
internal static class ProcessKeys
{
    private static readonly ImmutableArray<ViewKind> Here = [ViewKind.Processes];

    private static readonly ImmutableArray<ViewKind> WithPeople = [ViewKind.Processes, ViewKind.Users];

    public static ImmutableArray<Binding> All { get; } =
    [
        Binding.When(WhyNoGpu, "its GPU", "to the GPU of the process", ProcessMoves.Open, KeyPress.Of(Key.Enter)) with { Views = Here },
        Binding.When(WhyNoMark, "tag", "mark or unmark the process", ProcessMoves.Tag, KeyPress.Of(' ')) with { Hint = 30, Views = Here },
        Binding.On("whose", "only mine, then of one person who is picked, then all", ProcessMoves.NextUser, KeyPress.Of('u')) with { Hint = 40, Views = Here },
        Binding.On("CPUs", "also show who fills the CPUs", ProcessMoves.ToggleHost, KeyPress.Of('h')) with { Hint = 71, Views = Here },
        Binding.On("tree", "children under their parents, or in order", ProcessMoves.ToggleTree, KeyPress.Of('T')) with { Hint = 72, Views = Here },
        Binding.When(Following.WhyNot, "follow", "keep the cursor on the process, and tell when it ends", Following.Toggle, KeyPress.Of('F')) with { Hint = 74, Views = Here },
        Binding.On("real names", "show people's real names", Naming.Toggle, KeyPress.Of('i')) with { Views = WithPeople },
    ];

    private static string? WhyNoMark(AppState state) => ProcessMoves.Selected(state) switch
    {
        null => "no process is selected",
        { Process: null } => "only processes on GPUs can be marked",
        _ => null,
    };

    private static string? WhyNoGpu(AppState state) => ProcessMoves.Selected(state) switch
    {
        null => "no process is selected",
        { Process: null } => "the process is on no GPU",
        _ => null,
    };
}
