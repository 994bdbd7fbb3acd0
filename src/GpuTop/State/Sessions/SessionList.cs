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

/// <summary>The rows of the session view.</summary>
public static class SessionList
{
    private static readonly string[] Fields = ["server", "session", "kind"];

    /// <summary>The rows that match the filter, in the order of the servers and of their own lists.</summary>
    public static ImmutableArray<SessionRow> Of(AppState state)
    {
        var filter = Filter.Of(state.ListOf(ViewKind.Sessions).FilterText, Fields);
        var rows = ImmutableArray.CreateBuilder<SessionRow>();
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
                var row = new SessionRow(server, session, gpus);
                if (filter.Matches(field => ValueOf(row, field)))
                {
                    rows.Add(row);
                }
            }
        }

        return rows.DrainToImmutable();
    }

    /// <summary>The row under the cursor; null when there is none.</summary>
    public static SessionRow? Selected(AppState state) => state.ListOf(ViewKind.Sessions).Selected(Of(state), static row => row.Key);

    private static string ValueOf(SessionRow row, string? field) => field switch
    {
        "server" => row.Server.Name,
        "session" => row.Session.Name,
        "kind" => row.Session.Kind.ToString(),
        _ => $"{row.Server.Name} {row.Session.Kind} {row.Session.Name} {row.Session.Socket} "
            + $"{string.Join(' ', row.Session.Panes.Select(pane => pane.Command + " " + pane.WindowName))}",
    };
}
