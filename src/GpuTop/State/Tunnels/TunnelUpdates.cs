using GpuTop.Model;

namespace GpuTop.State;

/// <summary>State changes by what happened to a tunnel.</summary>
internal static class TunnelUpdates
{
    public static AppState Opened(AppState state, Message.TunnelOpened opened)
    {
        if (state.FindTunnel(opened.Remote) is not { } tunnel)
        {
            return state;
        }

        var next = With(state, tunnel with { Phase = TunnelPhase.Open, LocalPort = opened.LocalPort, Failure = null });
        var address = $"127.0.0.1:{opened.LocalPort}";
        if (tunnel.LocalPort == opened.LocalPort)
        {
            return Log(next, tunnel, $"tunnel {tunnel.Remote.Place} works again at {address}", Tone.Good);
        }

        var isOther = tunnel.WishedPort is { } wished && wished != opened.LocalPort;
        var text = $"tunnel {tunnel.Remote.Place} is open at {address}" + (isOther ? $": {tunnel.WishedPort} is taken here" : "");
        return Log(next, tunnel, text, Tone.Good).ShowNotice($"{tunnel.Remote.Server}: {text}");
    }

    public static AppState Failed(AppState state, Message.TunnelFailed failed)
    {
        if (state.FindTunnel(failed.Remote) is not { } tunnel)
        {
            return state;
        }

        // The connection was lost meanwhile: not a failure of the tunnel.
        if (!state.IsConnected(failed.Remote.Server))
        {
            return With(state, tunnel with { Phase = TunnelPhase.Waiting });
        }

        var text = $"tunnel {tunnel.Remote.Place}: {failed.Problem}";
        return Log(With(state, tunnel with { Phase = TunnelPhase.Failed, LocalPort = null, Failure = failed.Problem }), tunnel, text,
            Tone.Bad)
            .ShowNotice($"{tunnel.Remote.Server}: {text}", isProblem: true);
    }

    public static AppState Used(AppState state, Message.TunnelUsed used)
    {
        if (state.FindTunnel(used.Remote) is not { } tunnel)
        {
            return state;
        }

        var next = With(state, tunnel with { Traffic = used.Traffic });
        return used.Traffic.Problem is { } problem && problem != tunnel.Traffic.Problem
            ? Log(next, tunnel, $"tunnel {tunnel.Remote.Place}: {problem}", Tone.Bad)
            : next;
    }

    /// <summary>Whether a server is connected.</summary>
    public static bool IsConnected(this AppState state, string server) =>
        state.Fleet.Find(server)?.Connection.Phase == ConnectionPhase.Live;

    /// <summary>The tunnel to a port; null when there is none.</summary>
    public static Tunnel? FindTunnel(this AppState state, Remote remote) => state.Tunnels.FirstOrDefault(tunnel => tunnel.Remote == remote);

    /// <summary>The effect that opens a tunnel.</summary>
    public static Effect.OpenTunnel OpenEffect(AppState state, Tunnel tunnel) =>
        new(tunnel.Remote, tunnel.WishedPort)
        {
            Address = tunnel.Address,
            IsOnThisMachine = tunnel.Remote.IsOnServer && TunnelList.IsThisMachine(state, tunnel.Remote.Server),
        };

    /// <summary>Adds an event of a tunnel.</summary>
    public static AppState Log(AppState state, Tunnel tunnel, string text, Tone tone) =>
        state.Log(EventKind.Action, text, new ItemKey(tunnel.Remote.Server), tone);

    private static AppState With(AppState state, Tunnel tunnel) => state with
    {
        Tunnels = [.. state.Tunnels.Select(other => other.Remote == tunnel.Remote ? tunnel : other)],
    };
}
