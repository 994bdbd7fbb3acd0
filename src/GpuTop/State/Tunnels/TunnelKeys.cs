using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Keys of the tunnel view, and the key that opens it.</summary>
internal static class TunnelKeys
{
    private static readonly ImmutableArray<ViewKind> Here = [ViewKind.Tunnels];
    private static readonly ImmutableArray<ViewKind> Elsewhere = [.. Enum.GetValues<ViewKind>().Where(view => view != ViewKind.Tunnels)];

    public static ImmutableArray<KeyBinding> All { get; } =
    [
        KeyBinding.When(TunnelActions.WhyNot, "open/close", "open or close the tunnel", TunnelActions.Toggle, KeyPress.Of(Key.Enter))
            with { Hint = 1, Views = Here, IsAction = true },
        KeyBinding.When(TunnelActions.WhyNoAddress, "copy URL", "copy the tunnel's address, with Jupyter's token", TunnelActions.Copy,
            KeyPress.Of('y'))
            with { Hint = 2, ActsHere = true, Views = Here },
        KeyBinding.On("one/all", "tunnels of the selected server, or of all", TunnelActions.Show, KeyPress.Of('t'))
            with { Hint = 3, Views = Here, IsAction = true, OnlyShows = true },
        KeyBinding.On("tunnels", "tunnels of the selected server", TunnelActions.Show, KeyPress.Of('t'))
            with { Hint = 3, Views = Elsewhere, IsAction = true, OnlyShows = true },
    ];
}
