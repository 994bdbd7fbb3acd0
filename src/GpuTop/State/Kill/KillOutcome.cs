using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Notices and log entries of the outcome of a signal.</summary>
internal static class KillOutcome
{
    private const int ShownOfCommand = 40;

    /// <summary>Handles the answer for a process.</summary>
    public static AppState HandleAnswer(AppState state, Ending ending, KillAnswer answer, Message.CommandAnswered answered)
    {
        var (target, wasSent) = (ending.Target, ending.SentAt is not null);
        return answer switch
        {
            KillAnswer.Sent => state.With(ending, ending with { RequestId = null, RequestedAt = state.Now, SentAt = state.Now })
                .Tell($"{Verb(ending.Signal)}: {NameOf(target)}")
                .Log(EventKind.Action, $"{Verb(ending.Signal)}: {NameOf(target)}", PlaceOf(target)),
            KillAnswer.Alive => StillAlive(state, ending with { RequestId = null }, ending),
            KillAnswer.Gone or KillAnswer.Other or KillAnswer.Zombie when wasSent => Done(
                state, ending, $"ended after {(state.Now - ending.SentAt!.Value).TotalSeconds:0} s: {NameOf(target)}", Tone.Good),
            KillAnswer.Gone => Done(state, ending, $"had ended already: {NameOf(target)}", Tone.Neutral),
            KillAnswer.Other => Done(state, ending, $"PID {target.Pid} is another process now: nothing was sent", Tone.Bad),
            KillAnswer.Zombie =>
                Done(state, ending, $"a zombie, it has ended but its parent has not taken note: {NameOf(target)}", Tone.Bad),
            KillAnswer.Foreign => Done(state, ending, $"PID {target.Pid} is not yours: nothing was sent", Tone.Bad),
            KillAnswer.Denied => Done(state, ending, $"the server does not permit it: {NameOf(target)}", Tone.Bad),
            _ => Done(state, ending, $"{(answered.Text.Length > 0 ? answered.Text.Split('\n')[0] : "no answer")}: {NameOf(target)}",
                Tone.Bad),
        };
    }

    /// <summary>Handles a missing answer.</summary>
    public static AppState Unanswered(AppState state, Ending ending) =>
        Done(state, ending, $"no answer, what came of it is not known: {NameOf(ending.Target)}", Tone.Bad);

    private static AppState StillAlive(AppState state, Ending next, Ending ending)
    {
        if (ending.SentAt is not { } sent || state.Now - sent < Ending.Grace || ending.Survived)
        {
            return state.With(ending, next);
        }

        return ending.Signal == KillSignal.Kill
            ? Done(state, ending, $"lives on after SIGKILL, it hangs in the server's kernel: {NameOf(ending.Target)}", Tone.Bad)
            : Survived(state.With(ending, next with { Survived = true }),
                $"still lives {(state.Now - sent).TotalSeconds:0} s after SIGTERM: {NameOf(ending.Target)}", PlaceOf(ending.Target));
    }

    // No dialog opens automatically: keys being typed would answer it.
    private static AppState Survived(AppState state, string text, Place place) =>
        state.Tell($"{text}; K offers SIGKILL", isProblem: true).Log(EventKind.Action, text, place, Tone.Bad);

    private static AppState Done(AppState state, Ending ending, string text, Tone tone) =>
        WithoutTarget(state.With(ending, null), ending).Tell(text, tone == Tone.Bad)
            .Log(EventKind.Action, text, PlaceOf(ending.Target), tone);

    // Removes the process from an open SIGKILL dialog.
    private static AppState WithoutTarget(AppState state, Ending ending) =>
        ending.Survived && state.Dialog is KillDialog { Signal: KillSignal.Kill } kill
        ? state with { Dialog = kill.Targets.Remove(ending.Target) is { IsEmpty: false } left ? kill with { Targets = left } : null }
        : state;

    private static string NameOf(KillTarget target) => $"{target.Pid} {Wrapping.Shortened(target.Command ?? "", ShownOfCommand)}".TrimEnd();

    private static string Verb(KillSignal signal) => signal == KillSignal.Kill ? "sent SIGKILL" : "asked to end (SIGTERM)";

    private static Place PlaceOf(KillTarget target) => new(target.Server);
}
