namespace GpuTop.State;

/// <summary>Tunnel actions of the user.</summary>
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
        { Server: var server } when !state.IsConnected(server.Name) => $"{server.Name} is not connected",
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
        ? new UpdateResult(state.ShowNotice($"copied {row.ShownAddress}"), [new Effect.Copy(address)])
        : state;

    public static AppState HandleAnswer(AppState state, Message.JupyterTokensReceived found) => state with
    {
        JupyterTokens =
            state.JupyterTokens.SetItems(found.Tokens.Select(jupyter =>
                KeyValuePair.Create((found.Server, jupyter.Port), jupyter.Token))),
    };

    private static UpdateResult Open(AppState state, Remote remote, int? wished, TunnelRow row)
    {
        var opening = new Tunnel(remote, wished) { Address = TunnelList.AddressOf(row.Listener) };
        var tunnels = state.FindTunnel(remote) is { } failed ? state.Tunnels.Replace(failed, opening) : state.Tunnels.Add(opening);
        var step = new UpdateResult(state with { Tunnels = tunnels }, [TunnelUpdates.OpenEffect(state, opening)]);
        return row is { IsJupyter: true, Token: null, Listener.Pid: { } pid }
            ? step.Send(new Effect.FetchJupyterTokens(remote.Server, pid))
            : step;
    }

    private static UpdateResult Close(AppState state, Tunnel tunnel)
    {
        var without = state with { Tunnels = state.Tunnels.Remove(tunnel) };
        return new(
            TunnelUpdates.Log(without, tunnel, $"tunnel {tunnel.Remote.Place} closed", Tone.Neutral),
            [new Effect.CloseTunnel(tunnel.Remote)]);
    }
}
