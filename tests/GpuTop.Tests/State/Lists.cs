using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.State;

/// <summary>Key input in list views of the sample fleet.</summary>
internal static class Lists
{
    public static AppState Show(ViewKind view) => SampleFleet.State(160, 45) with { View = view };

    /// <summary>The state after keys: names as in tmux (<c>Enter</c>, <c>Esc</c>) or typed text.</summary>
    public static AppState Press(this AppState state, params string[] keys) =>
        keys.Aggregate(state, (before, key) => PressAll(before, key).State);

    /// <summary>The state and the effects after the last key.</summary>
    public static UpdateResult PressAll(AppState state, string keys)
    {
        if (Enum.TryParse<Key>(keys, out var named) && !int.TryParse(keys, out _))
        {
            return Apply(state, KeyPress.Of(named));
        }

        return keys.Aggregate(new UpdateResult(state, []), (step, letter) => Apply(step.State, KeyPress.Of(letter)));
    }

    public static AppState Hear(this AppState state, string server, Reading reading, TimeSpan later) =>
        Update.Apply(state, new Message.ReadingReceived(server, reading), state.Now + later).State;

    private static UpdateResult Apply(AppState state, KeyPress key) => Update.Apply(state, new Message.Pressed(key), state.WhenReady());
}
