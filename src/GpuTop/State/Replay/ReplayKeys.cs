using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Keys of a replay; they precede those of the views.</summary>
internal static class ReplayKeys
{
    public static ImmutableArray<KeyBinding> All { get; } =
    [
        .. new[]
        {
            KeyBinding.On("pause", "stop the recording, or go on", ReplayActions.Pause, KeyPress.Of(' ')) with { Hint = 1 },
            KeyBinding.On("back", "10 s back", state => ReplayActions.Skip(state, -ReplayActions.Step), KeyPress.Of(Key.Left))
                with { Hint = 2 },
            KeyBinding.On("forward", "10 s forward", state => ReplayActions.Skip(state, ReplayActions.Step), KeyPress.Of(Key.Right))
                with { Hint = 3 },
            KeyBinding.On("faster", "twice as fast, up to 64 times", ReplayActions.Faster, KeyPress.Of('+')) with { Hint = 4 },
            KeyBinding.On("slower", "half as fast", ReplayActions.Slower, KeyPress.Of('-')) with { Hint = 5 },
            KeyBinding.On("time", "go to a time of the recording", state => state with { Dialog = new GoToDialog() },
                KeyPress.Of('J')) with { Hint = 6 },
        }.Select(binding => binding with { IsReplay = true }),
    ];

    /// <summary>The binding of a key; null when it has none.</summary>
    public static KeyBinding? Find(KeyPress key) => All.FirstOrDefault(binding => binding.Keys.Contains(key));
}
