using GpuTop.Model;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>The connection or driver problem of a server, with the output of ssh.</summary>
/// <param name="Server">Which.</param>
/// <param name="Problem">The problem; copied, because the next attempt clears the server's.</param>
public sealed record ProblemDialog(string Server, Problem Problem) : Dialog
{
    /// <summary>The state with the problem of a server open; null when it has none.</summary>
    internal static AppState? Open(AppState state, Server server) =>
        Of(server) is { } problem ? state with { Dialog = new ProblemDialog(server.Name, problem) } : null;

    internal override UpdateResult Press(AppState state, KeyPress key, DialogValues values) =>
        key == KeyPress.Of('r') ? new UpdateResult(state with { Dialog = null }, [new Effect.Refresh(Server)])
        : state with { Dialog = null };

    private static Problem? Of(Server server) => server switch
    {
        { Connection: { Phase: ConnectionPhase.Lost or ConnectionPhase.Failed or ConnectionPhase.NeedsUser } connection } =>
            connection.Problem,
        { GpusFailedAt: not null, GpuProblem: { } words } => new Problem(words, DriverRemedies.Of(words)),
        _ => null,
    };
}
