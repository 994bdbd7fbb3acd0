using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>A row of the tunnel view: an open or available port.</summary>
/// <param name="Server">The server.</param>
/// <param name="Remote">Where the tunnel leads.</param>
/// <param name="Name">The name in the configuration, else that of the program; null when unknown.</param>
/// <param name="Scheme">The URL scheme; null when it is not a web page.</param>
/// <param name="WishedPort">The preferred local port; null for any.</param>
/// <param name="Listener">The listening program; null when unknown.</param>
/// <param name="Tunnel">The tunnel; null when there is none.</param>
/// <param name="IsConfigured">Whether it is in the configuration.</param>
/// <param name="Token">The token of the Jupyter server, a secret; null when there is none.</param>
public sealed record TunnelRow(
    Server Server,
    Remote Remote,
    string? Name,
    string? Scheme,
    int? WishedPort,
    ListeningPort? Listener,
    Tunnel? Tunnel,
    bool IsConfigured,
    string? Token)
{
    /// <summary>The key of the row.</summary>
    public string Key => Remote.ToString();

    /// <summary>Whether the server is this machine, where no tunnel is needed.</summary>
    public bool IsHere => Server.IsLocal;

    /// <summary>Whether a Jupyter server listens there.</summary>
    public bool IsJupyter => Listener is { } listener && ListeningProgram.Of(listener)?.Name == ListeningProgram.Jupyter;

    /// <summary>The local address, <c>http://127.0.0.1:8888/</c> or <c>127.0.0.1:5678</c>, with the secret token; null while it is
    /// closed.</summary>
    public string? Address => Bare is { } bare ? Token is null || Scheme is null ? bare : $"{bare}?token={Token}" : null;

    /// <summary>The local address without the token; null while it is closed.</summary>
    public string? ShownAddress => Bare is { } bare ? Token is null || Scheme is null ? bare : bare + "?token=…" : null;

    /// <summary>The local address cut to a width: the part after the port is dropped first, then the part before it. Null while it is
    /// closed.</summary>
    public string? AddressWithin(int columns)
    {
        if (Bare?.TrimEnd('/') is not { } whole || whole.Length <= columns)
        {
            return ShownAddress;
        }

        var place = Scheme is null ? whole : whole[(Scheme.Length + 3)..];
        return place.Length <= columns ? place : place[place.LastIndexOf(':')..];
    }

    /// <summary>The preferred local port when another program has it; null when the tunnel has it, or is closed.</summary>
    public int? TakenPort => Tunnel is { WishedPort: > 0 and var wished, LocalPort: { } port } && port != wished ? wished : null;

    private string? Bare => (IsHere ? Remote.Port : Tunnel?.LocalPort) is not { } port ? null
        : (!IsHere || Remote.Host == Remote.ItsOwn ? "127.0.0.1" : Remote.Host.Contains(':') ? $"[{Remote.Host}]" : Remote.Host) is var host
            && Scheme is null ? $"{host}:{port}"
        : $"{Scheme}://{host}:{port}/";
}

/// <summary>The tunnel view: in the order of the servers, those of the configuration before those found.</summary>
internal sealed class TunnelList() : ListView<TunnelRow>(ViewKind.Tunnels, "tunnels, open and offered")
{
    /// <summary>The definition.</summary>
    public static TunnelList View { get; } = new();

    public override ImmutableArray<string> Fields { get; } = ["server", "name", "port", "program", "state"];

    public override string KeyOf(TunnelRow row) => row.Key;

    public override Selection SelectionOn(AppState state, Server server) => new(server, null, [], Port: Selected(state)?.Remote.Port);

    public override string EmptyText(AppState state) => state.ListOf(Kind).FilterText is { Length: > 0 } filter
        ? $"nothing matches {filter}: no program of mine listens there, and no tunnel is configured (Esc shows all)"
        : "no program of mine listens on any server, and no tunnel is configured ([[tunnel]] in gputop.toml)";

    protected override IEnumerable<TunnelRow> RowsOf(AppState state) =>
        state.Shown.Servers.SelectMany(server => OfServer(state, server));

    protected override string? ServerOf(TunnelRow row) => row.Server.Name;

    /// <summary>The row of an open tunnel, whatever the filter; null when it has none.</summary>
    internal static TunnelRow? Find(AppState state, Remote remote) =>
        state.Fleet.Find(remote.Server) is { } server ? OfServer(state, server).FirstOrDefault(row => row.Remote == remote) : null;

    /// <summary>The rows of the configuration on a server, whatever the filter.</summary>
    internal static IEnumerable<(TunnelRule Rule, Remote Remote)> Configured(AppState state, string server) => state.Options.Tunnels
        .Where(rule => rule.AppliesTo(server))
        .Select(rule => (rule, new Remote(server, rule.RemoteHost, rule.RemotePort)))
        .DistinctBy(pair => pair.Item2);

    private static IEnumerable<TunnelRow> OfServer(AppState state, Server server)
    {
        var seen = new HashSet<Remote>();
        foreach (var (rule, remote) in Configured(state, server.Name))
        {
            seen.Add(remote);
            var listener = server.Ports.FirstOrDefault(port => port.Port == remote.Port && HostOf(port) == remote.Host)
                ?? server.Ports.FirstOrDefault(port => port.Port == remote.Port && port.Address == "::1" && remote.Host == Remote.ItsOwn);
            _ = listener is not null && seen.Add(remote with { Host = HostOf(listener) });
            yield return Row(state, server, remote, rule.Name, rule.UrlScheme, rule.LocalPort, listener) with { IsConfigured = true };
        }

        foreach (var port in server.Ports.OrderBy(port => ListeningProgram.Of(port) is null).ThenBy(port => port.Port))
        {
            var program = ListeningProgram.Of(port);
            var remote = new Remote(server.Name, HostOf(port), port.Port);
            if (port.Mine != false && program?.IsInfrastructure != true && !IsOurs(state, server, port) && seen.Add(remote))
            {
                yield return Row(state, server, remote, program?.Name, program is null ? "http" : program.Scheme, port.Port, port);
            }
        }

        // Tunnels whose program has ended.
        foreach (var tunnel in state.Tunnels.Where(tunnel => tunnel.Remote.Server == server.Name && seen.Add(tunnel.Remote)))
        {
            yield return Row(state, server, tunnel.Remote, null, "http", tunnel.WishedPort, null);
        }
    }

    private static TunnelRow Row(AppState state, Server server, Remote remote, string? name, string? scheme, int? wished,
        ListeningPort? listener) => new(
        server,
        remote,
        name,
        scheme,
        wished,
        listener,
        state.Tunnels.FirstOrDefault(tunnel => tunnel.Remote == remote),
        IsConfigured: false,
        remote.IsOnServer ? state.JupyterTokens.GetValueOrDefault((server.Name, remote.Port)) : null);

    // A program that listens on another single address, even in 127.0.0.0/8, can't be reached at 127.0.0.1.
    private static string HostOf(ListeningPort port) =>
        port.Address is "*" or "0.0.0.0" or "::" or "127.0.0.1" or "" ? Remote.ItsOwn : port.Address;

    /// <summary>The target address of a tunnel: "localhost" may resolve to ::1, where another program listens. Null for the host
    /// name.</summary>
    internal static string? AddressOf(ListeningPort? port) => port?.Address switch
    {
        "127.0.0.1" or "0.0.0.0" => "127.0.0.1",
        null or "*" or "::" or "" => null,
        var other => other,
    };

    /// <summary>Whether a server is, or may be, the machine that gputop runs on: unknown before its identity arrives.</summary>
    public static bool IsThisMachine(AppState state, string server) => state.Fleet.Find(server) is { } known
        && (known.IsLocal || (state.Options.BootId is { } boot && (known.Identity is not { } told || told.BootId == boot)));

    // On this machine the local ports of tunnels are listed too.
    private static bool IsOurs(AppState state, Server server, ListeningPort port) =>
        IsThisMachine(state, server.Name) && state.Tunnels.Any(tunnel => tunnel.LocalPort == port.Port);

    protected override string? ValueOf(TunnelRow row, string? field) => field switch
    {
        "server" => row.Server.Name,
        "name" => row.Name ?? "",
        "port" => row.Remote.Place,
        "program" => row.Listener?.Command ?? "",
        "state" => row.Tunnel?.Phase.ToString() ?? (row.IsHere ? "here" : "closed"),
        _ => $"{row.Server.Name} {row.Remote.Place} {row.Name} {row.Listener?.Command} {row.Tunnel?.Phase} {row.ShownAddress}",
    };
}
