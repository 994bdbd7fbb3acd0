using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>A tmux or screen session of the user.</summary>
/// <param name="Server">The server.</param>
/// <param name="Session">The session.</param>
/// <param name="Gpus">The GPUs used by processes inside it, <c>0,1,4</c>; empty when none is.</param>
public sealed record SessionRow(Server Server, TerminalSession Session, string Gpus)
{
    /// <summary>The key of the row: names may be equal on two servers, and in tmux and screen.</summary>
    public string Key => $"{Server.Name}/{Session.Kind}/{Session.Socket}/{Session.Id ?? Session.Name}";
}

/// <summary>The session view: in the order of the servers and of their own lists.</summary>
internal sealed class SessionList() : ListView<SessionRow>(ViewKind.Sessions, "my tmux and screen sessions on all servers")
{
    /// <summary>The definition.</summary>
    public static SessionList View { get; } = new();

    public override ImmutableArray<string> Fields { get; } = ["server", "session", "kind"];

    public override string KeyOf(SessionRow row) => row.Key;

    public override Selection SelectionOn(AppState state, Server server) => new(server, null, [], Selected(state)?.Session);

    public override string EmptyText(AppState state) =>
        state.ListOf(Kind).FilterText.Length > 0 ? "no session matches the filter"
        : !state.Shown.Servers.Any(server => server.SectionTimes.ContainsKey(ProbeSection.Sessions)) ? "no list of sessions yet"
        : state.Shown.Servers.All(server => server.IsKnown(ProbeSection.Sessions) && server.SessionProblem is null)
            ? "no tmux or screen session of yours on any server"
        : "no tmux or screen session of yours is known";

    protected override IEnumerable<SessionRow> RowsOf(AppState state)
    {
        foreach (var server in state.Shown.Servers)
        {
            if (server.Sessions.IsEmpty)
            {
                continue;
            }

            var located = server.Processes.Select(process => (process, ProcessLocation.Of(server, process)?.Session))
                .ToLookup(pair => pair.Session, pair => pair.process.Shares, ReferenceEqualityComparer.Instance);
            foreach (var session in server.Sessions)
            {
                var gpus = located.Contains(session) ? GpuNumbers.Of(server, located[session].SelectMany(shares => shares)) : "";
                yield return new SessionRow(server, session, gpus);
            }
        }
    }

    protected override string? ServerOf(SessionRow row) => row.Server.Name;

    protected override string? ValueOf(SessionRow row, string? field) => field switch
    {
        "server" => row.Server.Name,
        "session" => row.Session.Name,
        "kind" => row.Session.Kind.ToString(),
        _ => $"{row.Server.Name} {row.Session.Kind} {row.Session.Name} {row.Session.Socket} "
            + $"{string.Join(' ', row.Session.Panes.Select(pane => pane.Command + " " + pane.WindowName))}",
    };
}
