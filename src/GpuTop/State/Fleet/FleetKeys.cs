using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Keys of the fleet view.</summary>
internal static class FleetKeys
{
    private static readonly ImmutableArray<ViewKind> Here = [ViewKind.Fleet];

    public static ImmutableArray<KeyBinding> All { get; } =
    [
        KeyBinding.On("fold", "fold or unfold the server", FleetActions.Fold, KeyPress.Of(' ')) with { Hint = 20, Views = Here },
        KeyBinding.On("density", "one line a server, one line a GPU, or a box a GPU", FleetActions.NextDensity, KeyPress.Of('c'))
            with { Hint = 10, Views = Here },
        KeyBinding.On("free", "only GPUs that are free or have room, best first", FleetActions.ToggleFree, KeyPress.Of('f'))
            with { Hint = 30, Views = Here },
        KeyBinding.On("idle", "only idle GPUs, with who holds them", FleetActions.ToggleIdle, KeyPress.Of('i'))
            with { Hint = 77, Views = Here },
        KeyBinding.On("mine", "only GPUs with processes of mine", FleetActions.ToggleMine, KeyPress.Of('u'))
            with { Hint = 40, Views = Here },
    ];
}
