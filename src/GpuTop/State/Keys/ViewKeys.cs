using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Keys that go from view to view: the number of each, and Tab through all that have one.</summary>
internal static class ViewKeys
{
    // In the order of ViewKind: its values number the keys.
    private static readonly ImmutableArray<(ViewKind View, string Help)> Numbered =
    [
        (ViewKind.Fleet, "servers and their GPUs"),
        (ViewKind.Processes, "processes of the whole fleet"),
        (ViewKind.Users, "people, over all servers"),
        (ViewKind.Storage, "file systems"),
        (ViewKind.Sessions, "my tmux and screen sessions on all servers"),
        (ViewKind.Tunnels, "tunnels, open and offered"),
        (ViewKind.Events, "what happened"),
    ];

    public static ImmutableArray<KeyBinding> All { get; } =
    [
        .. Numbered.Select(view => KeyBinding.On(
            view.View.ToString().ToLowerInvariant(),
            view.Help,
            state => state.Show(view.View),
            KeyPress.Of((char)('1' + (int)view.View)))),
        KeyBinding.On("next view", "next view", state => Step(state, 1), KeyPress.Of(Key.Tab)),
        KeyBinding.On("view before", "view before", state => Step(state, -1), KeyPress.Of(Key.Tab, Modifiers.Shift)),
    ];

    // From the GPU page, which has no number, Tab leads to the first view.
    private static AppState Step(AppState state, int by)
    {
        var at = Numbered.Select(view => view.View).ToImmutableArray().IndexOf(state.View);
        return state.Show(at < 0 ? Numbered[0].View : Numbered[(at + by + Numbered.Length) % Numbered.Length].View);
    }
}
