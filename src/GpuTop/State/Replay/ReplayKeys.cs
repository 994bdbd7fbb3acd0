using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Keys while a recording is replayed; they come before those of the views.</summary>
internal static class ReplayKeys
{
    public static ImmutableArray<Binding> All { get; } =
    [
        .. new[]
        {
            Binding.On("pause", "stop the recording, or go on", ReplayActions.Pause, KeyPress.Of(' ')) with { Hint = 1 },
            Binding.On("back", "10 s back", state => ReplayActions.Skip(state, -ReplayActions.Step), KeyPress.Of(Key.Left)) with { Hint = 2 },
            Binding.On("forward", "10 s forward", state => ReplayActions.Skip(state, ReplayActions.Step), KeyPress.Of(Key.Right)) with { Hint = 3 },
            Binding.On("faster", "twice as fast, up to 64 times", ReplayActions.Faster, KeyPress.Of('+')) with { Hint = 4 },
            Binding.On("slower", "half as fast", ReplayActions.Slower, KeyPress.Of('-')) with { Hint = 5 },
            Binding.On("time", "go to a time of the recording", ReplayActions.AskTime, KeyPress.Of('J')) with { Hint = 6 },
        }.Select(binding => binding with { IsReplay = true }),
    ];

    /// <summary>The binding of a key; null when it has none.</summary>
    public static Binding? Find(KeyPress key) => All.FirstOrDefault(binding => binding.Keys.Contains(key));
}
