using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Keys of tunnels.</summary>
internal static class TunnelKeys
{
    private static readonly ImmutableArray<ViewKind> Here = [ViewKind.Tunnels];
    private static readonly ImmutableArray<ViewKind> Elsewhere = [.. Enum.GetValues<ViewKind>().Where(view => view != ViewKind.Tunnels)];

    public static ImmutableArray<Binding> All { get; } =
    [
        Binding.When(TunnelMoves.WhyNot, "open/close", "open or close the tunnel", TunnelMoves.Toggle, KeyPress.Of(Key.Enter))
            with { Hint = 1, Views = Here, IsAction = true },
        Binding.When(TunnelMoves.WhyNoAddress, "copy URL", "copy the tunnel's address, with Jupyter's token", TunnelMoves.Copy, KeyPress.Of('y'))
            with { Hint = 2, ActsHere = true, Views = Here },
        Binding.On("one/all", "tunnels of the selected server, or of all", TunnelMoves.Show, KeyPress.Of('t')) with { Hint = 3, Views = Here, IsAction = true, OnlyShows = true },
        Binding.On("tunnels", "tunnels of the selected server", TunnelMoves.Show, KeyPress.Of('t')) with { Hint = 3, Views = Elsewhere, IsAction = true, OnlyShows = true },
    ];
}
