using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Keys of the fleet view.</summary>
internal static class FleetKeys
{
    private static readonly ImmutableArray<ViewKind> Here = [ViewKind.Fleet];

    public static ImmutableArray<Binding> All { get; } =
    [
        Binding.On("fold", "fold or unfold the server", FleetMoves.Fold, KeyPress.Of(' ')) with { Hint = 20, Views = Here },
        Binding.On("density", "one line a server, one line a GPU, or a box a GPU", FleetMoves.NextDensity, KeyPress.Of('c')) with { Hint = 10, Views = Here },
        Binding.On("free", "only GPUs that are free or have room, best first", FleetMoves.ToggleFree, KeyPress.Of('f')) with { Hint = 30, Views = Here },
        Binding.On("idle", "only idle GPUs, with who holds them", FleetMoves.ToggleIdle, KeyPress.Of('i')) with { Hint = 77, Views = Here },
        Binding.On("mine", "only GPUs with processes of mine", FleetMoves.ToggleMine, KeyPress.Of('u')) with { Hint = 40, Views = Here },
    ];
}
