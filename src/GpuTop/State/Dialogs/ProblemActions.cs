using GpuTop.Model;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>The dialog about a connection or driver problem of a server.</summary>
internal static class ProblemActions
{
    /// <summary>The state with the problem dialog of a server; null when it has no problem.</summary>
    public static AppState? Open(AppState state, Server server) =>
        Of(server) is { } problem ? state with { Dialog = new Dialog.Trouble(server.Name, problem) } : null;

    private static Problem? Of(Server server) => server switch
    {
        { Link: { Phase: LinkPhase.Lost or LinkPhase.Failed or LinkPhase.NeedsUser, Problem: var problem } } => problem,
        { GpusFailedAt: not null, GpuProblem: { } words } => new Problem(words, DriverRemedies.Of(words)),
        _ => null,
    };

    public static UpdateResult Press(AppState state, Dialog.Trouble trouble, KeyPress key)
    {
        var page = Dialog.Help.VisibleLines(state.Height);
        var last = Math.Max(0, trouble.Lines(state.Width).Length - page);
        if (key == KeyPress.Of('r'))
        {
            return new UpdateResult(state with { Dialog = null }, [new Effect.Refresh(trouble.Server)]);
        }

        return ScrollKeys.LinesOf(key, page) is { } lines
            ? state with { Dialog = trouble with { Top = Math.Clamp(trouble.Top + lines, 0, last) } }
            : state with { Dialog = null };
    }
}
