using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Keys that look ahead: tell me, and wait.</summary>
internal static class FindKeys
{
    public static ImmutableArray<KeyBinding> All { get; } =
    [
        KeyBinding.On("tell me", "tell me when this GPU is free, this job has ended, this disk is full, this server is back", AlertActions.Press, KeyPress.Of('n'))
            with { Hint = 75 },
        KeyBinding.On("wait", "wait for GPUs anywhere, then tell me; again: no longer", WaitActions.Press, KeyPress.Of('w')) with { Hint = 76 },
    ];
}
