using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Keys of the fleet view.</summary>
internal static class FleetKeys
{
    private static readonly ImmutableArray<ViewKind> Here = [ViewKind.Fleet];

    public static ImmutableArray<KeyBinding> All { get; } =
    [
        KeyBinding.On("fold", "fold or unfold the server", FleetActions.Fold, KeyPress.Of(' '))
            with { Hint = 20, Views = Here, Group = ActionGroup.Item },
        KeyBinding.On("density", "one line a server, one line a GPU, or a box a GPU", FleetActions.NextDensity, KeyPress.Of('c'))
            with { Hint = 10, Views = Here },
        KeyBinding.On("charts", "charts of the fleet: where there is room, always, never", FleetActions.NextCharts, KeyPress.Of('H'))
            with { Views = Here },
        Only("free", "only GPUs that are free or have room, best first", ShownGpus.Free, 'f') with { Hint = 30 },
        Only("idle", "only idle GPUs, with who holds them", ShownGpus.Idle, 'i') with { Hint = 32 },
        Only("mine", "only GPUs with processes of mine", ShownGpus.Mine, 'u') with { Hint = 40 },
        Only("failing", "only sick GPUs and lost servers", ShownGpus.Failing, 'x') with { Hint = 41 },
    ];

    private static KeyBinding Only(string name, string help, ShownGpus only, char key) =>
        KeyBinding.On(name, help, state => FleetActions.Toggle(state, only), KeyPress.Of(key)) with { Views = Here };
}
