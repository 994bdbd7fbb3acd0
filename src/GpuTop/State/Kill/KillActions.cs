using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Terminating processes: confirmation, SIGTERM before SIGKILL, and checks until they are gone.</summary>
internal static class KillActions
{
    /// <summary>How long SIGKILL is offered.</summary>
    public static readonly TimeSpan OfferTime = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    // The time limit of an answer; beyond it the connection is considered lost.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(20);

    public static string? WhyNot(AppState state)
    {
        if (!Survivors(state).IsEmpty)
        {
            return null;
        }

        var reasons = Selected(state).Select(item => item.WhyNot).ToList();
        return reasons.Count == 0 ? "no process is selected" : reasons.Contains(null) ? null : reasons[0];
    }

    /// <summary>Processes alive after SIGTERM, for which <c>K</c> offers SIGKILL.</summary>
    public static ImmutableArray<KillTarget> Survivors(AppState state) =>
        [.. state.PendingKills.Where(pending => pending.Survived).Select(pending => pending.Target)];

    /// <summary>Opens the dialog: for SIGKILL where processes survived SIGTERM, else for SIGTERM. On a GPU with several processes of the
    /// user a menu comes first. Tagged processes that can't be signaled are listed in the dialog.</summary>
    public static UpdateResult Press(AppState state)
    {
        if (Survivors(state) is { IsEmpty: false } survivors)
        {
            return state with { Dialog = new KillDialog(survivors, KillSignal.Kill) };
        }

        var selected = Selected(state);
        var targets = selected.RemoveAll(item => item.WhyNot is not null);
        if (state.View == ViewKind.Processes)
        {
            return Ask(state, [.. targets.Select(item => TargetOf(state, item.Server, item.Process))],
                [.. selected.Select(item => item.WhyNot).OfType<string>()]);
        }

        return targets is [var only]
            ? Ask(state, [TargetOf(state, only.Server, only.Process)], [])
            : ChooseDialog.Open(state, $"end which process on {targets[0].Server.Name}", targets.Select(item =>
                new Choice($"{item.Process.Pid}", now =>
                    Ask(now, [TargetOf(now, item.Server, item.Process)], []))
                { Detail = item.Process.Command ?? "" }));
    }

    /// <summary>Handles the answer of a server.</summary>
    public static AppState HandleAnswer(AppState state, Message.CommandAnswered answered) =>
        state.PendingKills.FirstOrDefault(pending => pending.RequestId == answered.Id) is { } pending
            ? KillOutcome.HandleAnswer(state, pending, KillReplyParser.Of(answered.Text), answered)
            : state;

    /// <summary>Checks whether signaled processes are still alive.</summary>
    public static UpdateResult Tick(AppState state)
    {
        UpdateResult step = state;
        foreach (var pending in state.PendingKills)
        {
            var now = step.State;
            if (pending.RequestId is not null)
            {
                step = now.Now - pending.RequestedAt > AnswerTimeout ? step with { State = KillOutcome.Unanswered(now, pending) } : step;
            }
            else if (pending.Survived && now.Now - pending.SentAt >= PendingKill.Grace + OfferTime && now.Dialog is not KillDialog)
            {
                step = step with { State = now.With(pending, null) };
            }
            else if (now.Now - pending.RequestedAt >= (pending.Survived ? PendingKill.Grace : CheckInterval))
            {
                var sent = step.Send(new Effect.SendSignal(pending.Target, KillSignal.None));
                var next = pending with { RequestId = sent.State.Requests.LastId, RequestedAt = now.Now };
                step = sent with { State = sent.State.With(pending, next) };
            }
        }

        return step;
    }

    private static AppState Ask(AppState state, ImmutableArray<KillTarget> targets, ImmutableArray<string> leftOut) =>
        state with { Dialog = new KillDialog(targets, KillSignal.Term) { LeftOut = leftOut } };

    // By server, in fleet order.
    private static ImmutableArray<(Server Server, GpuProcess Process, string? WhyNot)> Selected(AppState state) =>
    [
        .. from selection in SelectionLookup.All(state)
           from process in selection.Processes
           let whyNot = KillPermission.WhyNot(selection.Server, process) ?? ActionGuards.NotConnected(state, selection.Server)
           select (selection.Server, process, whyNot),
    ];

    private static KillTarget TargetOf(AppState state, Server server, GpuProcess process) => new(
        server.Name,
        process.Pid,
        process.StartTicks!.Value,
        server.Identity?.BootId,
        process.UserId!.Value,
        OwnerText.TextOf(process),
        process.Command,
        process.Elapsed is { } elapsed ? state.Now - elapsed : null,
        GpuNumbers.Of(server, process.Shares));
}
