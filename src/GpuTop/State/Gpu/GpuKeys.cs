using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Keys of a GPU's page, and the one that leads there.</summary>
internal static class GpuKeys
{
    private static readonly ImmutableArray<ViewKind> Here = [ViewKind.Gpu];

    public static ImmutableArray<Binding> All { get; } =
    [
        Binding.On("details", "the GPU's page; fold a server, or why it can't be reached", GpuMoves.Enter, KeyPress.Of(Key.Enter)) with { Hint = 5, Views = [ViewKind.Fleet] },
        Binding.When(GpuMoves.WhyNoProcesses, "processes", "the process that was clicked, or the first of the GPU, among all", GpuMoves.ShowProcesses, KeyPress.Of(Key.Enter)) with { Views = Here },
        Binding.On("longer", "charts over a longer time", state => GpuMoves.Span(state, 1), KeyPress.Of(']')) with { Hint = 11, Views = Here },
        Binding.On("shorter", "charts over a shorter time", state => GpuMoves.Span(state, -1), KeyPress.Of('[')) with { Hint = 10, Views = Here },
        Binding.On("next GPU", "the page of the next GPU", state => GpuMoves.Go(state, 1), KeyPress.Of(Key.Right)) with { Hint = 21, Views = Here },
        Binding.On("GPU before", "the page of the GPU before", state => GpuMoves.Go(state, -1), KeyPress.Of(Key.Left)) with { Views = Here },
        Binding.When(
            GpuMoves.WhyNotInspect, "driver", "ask the driver for all that it knows of this GPU", GpuMoves.Inspect, KeyPress.Of('d'))
            with { Hint = 8, Views = Here },
    ];
}
