using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Notices and log entries of the outcome of a signal.</summary>
internal static class KillOutcome
{
    private const int ShownOfCommand = 40;

    /// <summary>Handles the answer for a process.</summary>
    public static AppState HandleAnswer(AppState state, PendingKill pending, KillReply answer, Message.CommandAnswered answered)
    {
        var (target, wasSent) = (pending.Target, pending.SentAt is not null);
        return answer switch
        {
            KillReply.Sent => state.With(pending, pending with { RequestId = null, RequestedAt = state.Now, SentAt = state.Now })
                .ShowNotice($"{Verb(pending.Signal)}: {NameOf(target)}")
                .Log(EventKind.Action, $"{Verb(pending.Signal)}: {NameOf(target)}", PlaceOf(target)),
            KillReply.Alive => StillAlive(state, pending with { RequestId = null }, pending),
            KillReply.Gone or KillReply.Other or KillReply.Zombie when wasSent => Done(
                state, pending, $"ended after {(state.Now - pending.SentAt!.Value).TotalSeconds:0} s: {NameOf(target)}", Tone.Good),
            KillReply.Gone => Done(state, pending, $"had ended already: {NameOf(target)}", Tone.Neutral),
            KillReply.Other => Done(state, pending, $"PID {target.Pid} is another process now: nothing was sent", Tone.Bad),
            KillReply.Zombie =>
                Done(state, pending, $"a zombie, it has ended but its parent has not reaped it: {NameOf(target)}", Tone.Bad),
            KillReply.Foreign => Done(state, pending, $"PID {target.Pid} is not yours: nothing was sent", Tone.Bad),
            KillReply.Denied => Done(state, pending, $"the server does not permit it: {NameOf(target)}", Tone.Bad),
            _ => Done(state, pending, $"{(answered.Text.Length > 0 ? answered.Text.Split('\n')[0] : "no answer")}: {NameOf(target)}",
                Tone.Bad),
        };
    }

    /// <summary>Handles a missing answer.</summary>
    public static AppState Unanswered(AppState state, PendingKill pending) =>
        Done(state, pending, $"no answer, the result is unknown: {NameOf(pending.Target)}", Tone.Bad);

    private static AppState StillAlive(AppState state, PendingKill next, PendingKill pending)
    {
        if (pending.SentAt is not { } sent || state.Now - sent < PendingKill.Grace || pending.Survived)
        {
            return state.With(pending, next);
        }

        return pending.Signal == KillSignal.Kill
            ? Done(state, pending, $"still alive after SIGKILL, stuck in the server's kernel: {NameOf(pending.Target)}", Tone.Bad)
            : Survived(state.With(pending, next with { Survived = true }),
                $"still lives {(state.Now - sent).TotalSeconds:0} s after SIGTERM: {NameOf(pending.Target)}", PlaceOf(pending.Target));
    }

    // No dialog opens automatically: keys being typed would answer it.
    private static AppState Survived(AppState state, string text, ItemKey place) =>
        state.ShowNotice($"{text}; K offers SIGKILL", isProblem: true).Log(EventKind.Action, text, place, Tone.Bad);

    private static AppState Done(AppState state, PendingKill pending, string text, Tone tone) =>
        WithoutTarget(state.With(pending, null), pending).ShowNotice(text, tone == Tone.Bad)
            .Log(EventKind.Action, text, PlaceOf(pending.Target), tone);

    // Removes the process from an open SIGKILL dialog.
    private static AppState WithoutTarget(AppState state, PendingKill pending) =>
        pending.Survived && state.Dialog is KillDialog { Signal: KillSignal.Kill } kill
        ? state with { Dialog = kill.Targets.Remove(pending.Target) is { IsEmpty: false } left ? kill with { Targets = left } : null }
        : state;

    private static string NameOf(KillTarget target) => $"{target.Pid} {Wrapping.Shortened(target.Command ?? "", ShownOfCommand)}".TrimEnd();

    private static string Verb(KillSignal signal) => signal == KillSignal.Kill ? "sent SIGKILL" : "asked to end (SIGTERM)";

    private static ItemKey PlaceOf(KillTarget target) => new(target.Server);
}
