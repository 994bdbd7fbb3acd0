using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Keys of the GPU page, and the key that opens it.</summary>
internal static class GpuKeys
{
    private static readonly ImmutableArray<ViewKind> Here = [ViewKind.Gpu];

    public static ImmutableArray<KeyBinding> All { get; } =
    [
        KeyBinding.On("details", "the GPU's page; fold a server, or why it can't be reached", GpuActions.Enter, KeyPress.Of(Key.Enter))
            with { Hint = 5, Views = [ViewKind.Fleet], Group = ActionGroup.Item },
        KeyBinding.On("in", "one step inwards: unfold, enter, the GPU's page; the box on the right", FleetArrows.Right,
            KeyPress.Of(Key.Right), KeyPress.Of('l')) with { Views = [ViewKind.Fleet], Group = ActionGroup.Move },
        KeyBinding.On("out", "one step outwards: to the server, fold it; the box on the left", FleetArrows.Left,
            KeyPress.Of(Key.Left), KeyPress.Of('h')) with { Views = [ViewKind.Fleet], Group = ActionGroup.Move },
        KeyBinding.When(GpuActions.WhyNoProcesses, "processes", "the process that was clicked, or the first of the GPU, among all",
            GpuActions.ShowProcesses, KeyPress.Of(Key.Enter)) with { Views = Here, Group = ActionGroup.Item },
        KeyBinding.On("longer", "charts over a longer time", state => GpuActions.Span(state, 1), KeyPress.Of(']'))
            with { Hint = 11, Views = Here },
        KeyBinding.On("shorter", "charts over a shorter time", state => GpuActions.Span(state, -1), KeyPress.Of('['))
            with { Hint = 10, Views = Here },
        KeyBinding.On("next GPU", "the page of the next GPU", state => GpuActions.Go(state, 1), KeyPress.Of(Key.Right), KeyPress.Of('l'))
            with { Hint = 21, Views = Here },
        KeyBinding.On("GPU before", "the page of the GPU before", state => GpuActions.Go(state, -1),
            KeyPress.Of(Key.Left), KeyPress.Of('h'))
            with { Views = Here },
        KeyBinding.When(
            GpuActions.WhyNotInspect, "driver", "ask the driver for all that it knows of this GPU", GpuActions.Inspect, KeyPress.Of('d'))
            with { Hint = 8, Views = Here, Group = ActionGroup.Item },
    ];
}
