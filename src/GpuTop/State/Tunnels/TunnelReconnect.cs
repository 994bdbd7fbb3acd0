using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>Tunnels follow the connections of their servers.</summary>
internal static class TunnelReconnect
{
    /// <summary>Reopens the waiting tunnels of a server that connected, at the same local ports, and opens the configured ones; sets those
    /// of a disconnected server to waiting.</summary>
    public static UpdateResult ConnectionChanged(AppState state, string server)
    {
        if (!state.IsConnected(server))
        {
            return state with { Tunnels = [.. state.Tunnels.Select(tunnel => ToWaiting(tunnel, server))] };
        }

        var effects = ImmutableArray.CreateBuilder<Effect>();
        foreach (var tunnel in state.Tunnels.Where(tunnel => tunnel.Remote.Server == server && tunnel.Phase == TunnelPhase.Waiting))
        {
            effects.Add(TunnelUpdates.OpenEffect(state, tunnel with { WishedPort = tunnel.LocalPort ?? tunnel.WishedPort }));
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
                effects.Add(TunnelUpdates.OpenEffect(state, tunnel));
            }
        }

        return new UpdateResult(next, effects.DrainToImmutable());
    }

    private static bool CanOpenItself(AppState state, Remote remote) =>
        !state.Options.ReadOnly && !state.Options.IsDemo
        && state.FindTunnel(remote) is null && state.Fleet.Find(remote.Server)?.IsLocal != true;

    private static Tunnel ToWaiting(Tunnel tunnel, string server) =>
        tunnel.Remote.Server == server && tunnel.Phase != TunnelPhase.Failed ? tunnel with { Phase = TunnelPhase.Waiting } : tunnel;
}
