using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Tunnel actions and state changes.</summary>
internal static class TunnelActions
{
    /// <summary>Shows the tunnels of the selected server; in the tunnel view, toggles between those and all.</summary>
    public static UpdateResult Show(AppState state)
    {
        var filter = SelectionLookup.SelectedServer(state) is { } server ? $"server:{server}" : "";
        var shown = state.Show(ViewKind.Tunnels);
        return shown.WithFilter(state.View == ViewKind.Tunnels && state.FilterText == filter ? "" : filter);
    }

    /// <summary>Why the selected tunnel can't be opened or closed; null when it can.</summary>
    public static string? WhyNot(AppState state) => TunnelList.View.Selected(state) switch
    {
        null => "no port is selected",
        { Tunnel: not null } => null,
        { IsHere: true } => "this machine needs no tunnel: y copies the address",
        _ when state.Options.IsDemo => "the servers of the demo are simulated: there is nothing to connect to",
        { Server: var server } when !IsConnected(state, server.Name) => $"{server.Name} is not connected",
        _ => null,
    };

    /// <summary>Opens, closes or retries the selected tunnel.</summary>
    public static UpdateResult Toggle(AppState state) => TunnelList.View.Selected(state) switch
    {
        null => state,
        { Tunnel: { Phase: not TunnelPhase.Failed } tunnel } => Close(state, tunnel),
        var row => Open(state, row.Remote, row.WishedPort, row),
    };

    /// <summary>Why there is no address to copy; null when there is one.</summary>
    public static string? WhyNoAddress(AppState state) => TunnelList.View.Selected(state) switch
    {
        null => "no port is selected",
        { Address: null } => "Enter opens the tunnel first",
        _ => null,
    };

    /// <summary>Copies the address of the selected tunnel, with its token.</summary>
    public static UpdateResult Copy(AppState state) => TunnelList.View.Selected(state) is { Address: { } address } row
        ? new UpdateResult(state.Tell($"copied {row.ShownAddress}"), [new Effect.Copy(address)])
        : state;

    /// <summary>Reopens the tunnels of a server that connected; sets those of a disconnected one to waiting.</summary>
    public static UpdateResult ConnectionChanged(AppState state, string server)
    {
        if (!IsConnected(state, server))
        {
            return state with { Tunnels = [.. state.Tunnels.Select(tunnel => ToWaiting(tunnel, server))] };
        }

        var effects = ImmutableArray.CreateBuilder<Effect>();
        foreach (var tunnel in state.Tunnels.Where(tunnel => tunnel.Remote.Server == server && tunnel.Phase == TunnelPhase.Waiting))
        {
            effects.Add(OpenEffect(state, tunnel with { WishedPort = tunnel.LocalPort ?? tunnel.WishedPort }));
        }

        var next = state;
        foreach (var (rule, remote) in TunnelList.Configured(state, server))
        {
            // Whether the server is this machine is known from its identity.
            var mayLoop = state.Fleet.Find(server)?.Identity is null && state.Options.BootId is not null && rule.LocalPort == remote.Port;
            if (rule.OpensAutomatically && !mayLoop && CanOpenItself(state, remote))
            {
                var tunnel = new Tunnel(remote, rule.LocalPort);
                next = next with { Tunnels = next.Tunnels.Add(tunnel) };
                effects.Add(OpenEffect(state, tunnel));
            }
        }

        return new UpdateResult(next, effects.DrainToImmutable());
    }

    public static AppState Opened(AppState state, Message.TunnelOpened opened)
    {
        if (Find(state, opened.Remote) is not { } tunnel)
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
        return Log(next, tunnel, text, Tone.Good).Tell($"{tunnel.Remote.Server}: {text}");
    }

    public static AppState Failed(AppState state, Message.TunnelFailed failed)
    {
        if (Find(state, failed.Remote) is not { } tunnel)
        {
            return state;
        }

        // The connection was lost meanwhile: not a failure of the tunnel.
        if (!IsConnected(state, failed.Remote.Server))
        {
            return With(state, tunnel with { Phase = TunnelPhase.Waiting });
        }

        var text = $"tunnel {tunnel.Remote.Place}: {failed.Problem}";
        return Log(With(state, tunnel with { Phase = TunnelPhase.Failed, LocalPort = null, Failure = failed.Problem }), tunnel, text,
            Tone.Bad)
            .Tell($"{tunnel.Remote.Server}: {text}", isProblem: true);
    }

    public static AppState Used(AppState state, Message.TunnelUsed used)
    {
        if (Find(state, used.Remote) is not { } tunnel)
        {
            return state;
        }

        var next = With(state, tunnel with { Traffic = used.Traffic });
        return used.Traffic.Problem is { } problem && problem != tunnel.Traffic.Problem
            ? Log(next, tunnel, $"tunnel {tunnel.Remote.Place}: {problem}", Tone.Bad)
            : next;
    }

    public static AppState HandleAnswer(AppState state, Message.JupyterServersFound found) => state with
    {
        JupyterTokens =
            state.JupyterTokens.SetItems(found.Tokens.Select(jupyter =>
                KeyValuePair.Create((found.Server, jupyter.Port), jupyter.Token))),
    };

    private static UpdateResult Open(AppState state, Remote remote, int? wished, TunnelRow row)
    {
        var opening = new Tunnel(remote, wished) { Address = TunnelList.AddressOf(row.Listener) };
        var tunnels = Find(state, remote) is { } failed ? state.Tunnels.Replace(failed, opening) : state.Tunnels.Add(opening);
        var step = new UpdateResult(state with { Tunnels = tunnels }, [OpenEffect(state, opening)]);
        return row is { IsJupyter: true, Token: null, Listener.Pid: { } pid }
            ? step.Send(new Effect.ListJupyterServers(remote.Server, pid))
            : step;
    }

    private static Effect.OpenTunnel OpenEffect(AppState state, Tunnel tunnel) =>
        new(tunnel.Remote, tunnel.WishedPort)
        {
            Address = tunnel.Address,
            IsOnThisMachine = tunnel.Remote.IsOnServer && TunnelList.IsThisMachine(state, tunnel.Remote.Server),
        };

    private static UpdateResult Close(AppState state, Tunnel tunnel) => new(
        Log(state with { Tunnels = state.Tunnels.Remove(tunnel) }, tunnel, $"tunnel {tunnel.Remote.Place} closed", Tone.Neutral),
        [new Effect.CloseTunnel(tunnel.Remote)]);

    private static bool CanOpenItself(AppState state, Remote remote) =>
        !state.Options.ReadOnly && !state.Options.IsDemo && Find(state, remote) is null && state.Fleet.Find(remote.Server)?.IsLocal != true;

    private static Tunnel ToWaiting(Tunnel tunnel, string server) =>
        tunnel.Remote.Server == server && tunnel.Phase != TunnelPhase.Failed ? tunnel with { Phase = TunnelPhase.Waiting } : tunnel;

    private static bool IsConnected(AppState state, string server) => state.Fleet.Find(server)?.Connection.Phase == ConnectionPhase.Live;

    private static Tunnel? Find(AppState state, Remote remote) => state.Tunnels.FirstOrDefault(tunnel => tunnel.Remote == remote);

    private static AppState With(AppState state, Tunnel tunnel) => state with
    {
        Tunnels = [.. state.Tunnels.Select(other => other.Remote == tunnel.Remote ? tunnel : other)],
    };

    private static AppState Log(AppState state, Tunnel tunnel, string text, Tone tone) =>
        state.Log(EventKind.Action, text, new ItemKey(tunnel.Remote.Server), tone);
}
