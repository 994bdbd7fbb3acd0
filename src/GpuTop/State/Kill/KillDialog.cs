using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Confirmation of a signal to processes; keys without a meaning cancel.</summary>
/// <param name="Targets">At least one.</param>
/// <param name="Signal">The signal.</param>
public sealed record KillDialog(ImmutableArray<KillTarget> Targets, KillSignal Signal) : Dialog
{
    /// <summary>The reason for each tagged process that is not a target.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>The key that sends the signal; different for each signal, so that SIGKILL is not sent by habit.</summary>
    public char KeyOfSignal => Signal == KillSignal.Kill ? 'x' : 't';

    internal override bool Acts => true;

    internal override bool AllKeysAct => true;

    internal override object Identity => (Signal, Targets);

    internal override UpdateResult Press(AppState state, KeyPress key, DialogValues values) => key switch
    {
        { Key: Key.Character, Modifiers: Modifiers.None } when key.Rune.Value == KeyOfSignal => Send(state),
        _ => Dismiss(state),
    };

    internal override AppState Paste(AppState state, string text) => Dismiss(state);

    /// <summary>The state without the dialog and without its SIGKILL offer.</summary>
    internal AppState Dismiss(AppState state) => (state with
    {
        Dialog = null,
        PendingKills = state.PendingKills.RemoveAll(pending => pending.Survived && Targets.Contains(pending.Target)),
    }).ShowNotice("nothing was ended");

    private UpdateResult Send(AppState state)
    {
        UpdateResult step = state with { Dialog = null };
        foreach (var target in Targets)
        {
            var sent = step.Send(new Effect.SendSignal(target, Signal));
            var pending = new PendingKill(target, Signal, sent.State.Requests.LastId, state.Now);
            step = sent with
            {
                State = sent.State with { PendingKills = [.. sent.State.PendingKills.Where(other => other.Target != target), pending] },
            };
        }

        return step;
    }
}
