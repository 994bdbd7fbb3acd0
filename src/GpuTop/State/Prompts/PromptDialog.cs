using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>An ssh prompt.</summary>
/// <param name="Prompt">The prompt; it may be withdrawn while the dialog is open.</param>
/// <param name="Field">The secret being typed; the only copy until it is sent.</param>
/// <param name="IsVerifying">Whether a fingerprint is being typed or pasted.</param>
/// <param name="IsSent">Whether the answer was sent and the login continues: it may prompt again, such as for a code after the
/// password.</param>
public sealed record PromptDialog(Prompt Prompt, TextField Field, bool IsVerifying = false, bool IsSent = false) : Dialog
{
    /// <summary>How long the dialog stays after the end of the login and discards keys typed for it.</summary>
    public static readonly TimeSpan CloseDelay = TimeSpan.FromSeconds(2);

    /// <summary>Time of the login's end or of the last key since; null before both.</summary>
    public DateTimeOffset? OverSince { get; init; }

    /// <summary>Whether the answer is typed: a secret or a fingerprint.</summary>
    public bool IsTyping => IsVerifying || Prompt.IsSecret;

    private bool IsTypingSecret => Prompt.IsSecret && !IsVerifying;

    /// <summary>The buttons of the prompt, the default first; empty for a typed answer or none.</summary>
    public ImmutableArray<PromptButton> Buttons => Prompt.Kind switch
    {
        // A host key without a fingerprint can't be accepted.
        PromptKind.HostKey when Prompt.Fingerprint is null => [PromptButton.Cancel, PromptButton.Verify],
        PromptKind.HostKey => [PromptButton.Cancel, PromptButton.Verify, PromptButton.Accept],
        PromptKind.Confirm => [PromptButton.No, PromptButton.Yes],
        _ => [],
    };

    // Typed answers, such as a password, are accepted at once.
    internal override bool Acts => !IsSent && !IsTyping;

    internal override object Identity => (Prompt.Id, Acts);

    /// <summary>The state with the prompt after a number, or without a dialog when there is none.</summary>
    internal static AppState OpenNext(AppState state, int id) => state with
    {
        Dialog = state.Prompts.FirstOrDefault(prompt => prompt.Id > id) is { } next ? new PromptDialog(next, TextField.Of("")) : null,
        Notice = null,
    };

    /// <summary>Whether the prompt is still open.</summary>
    public bool IsOpen(AppState state) => state.Prompts.Any(open => open.Id == Prompt.Id);

    /// <summary>Without the answer, which may be a secret.</summary>
    public override string ToString() => $"PromptDialog {Prompt.Id}";

    internal override AppState Paste(AppState state, string text) =>
        IsTypingSecret && !IsSent && IsOpen(state) ? state with { Dialog = this with { Field = Field.Insert(text) } } : state;

    internal override UpdateResult Press(AppState state, KeyPress key, DialogValues values)
    {
        if (IsSent)
        {
            return PressAfterAnswer(state, key);
        }

        if (!IsOpen(state) || Prompt.Kind == PromptKind.Notice)
        {
            return key.Key is Key.Enter or Key.Escape or Key.Tab ? OpenNext(state, Prompt.Id) : state;
        }

        return key.Key switch
        {
            Key.Escape when IsVerifying => state with { Dialog = this with { IsVerifying = false } },
            Key.Escape => Cancel(state),
            Key.Enter when IsVerifying => Verify(state, values.Text),
            _ when IsVerifying => state,
            _ when Prompt.IsSecret => PressInSecret(state, key),
            _ => Buttons.FirstOrDefault(button => button.Key == key) is { } button ? PressButton(state, button) : state,
        };
    }

    // While the login continues, Enter may be typed ahead for its next answer.
    private AppState PressAfterAnswer(AppState state, KeyPress key) => (key.Key, OverSince) switch
    {
        (Key.Escape, _) => state with { Dialog = null },
        (Key.Enter, not null) => OpenNext(state, int.MinValue),
        (_, not null) => state with { Dialog = this with { OverSince = state.Now } },
        _ => state,
    };

    private UpdateResult PressInSecret(AppState state, KeyPress key) => key.Key switch
    {
        Key.Enter => Send(state),
        Key.Tab => OpenNext(state, Prompt.Id),
        _ => Field.Press(key) is { } field ? state with { Dialog = this with { Field = field } } : state,
    };

    private UpdateResult PressButton(AppState state, PromptButton button) =>
        button == PromptButton.Accept || button == PromptButton.Yes ? Answer(state, "yes")
        : button == PromptButton.Verify ? state with { Dialog = this with { IsVerifying = true } }
        : Cancel(state);

    // ssh compares again: it accepts the fingerprint in place of yes.
    private UpdateResult Verify(AppState state, string typed) => Prompt switch
    {
        _ when typed.Trim().Length == 0 =>
            state.ShowNotice("paste the fingerprint that the server's administrator gave you", isProblem: true),
        { Fingerprint: null } => Answer(state, typed.Trim()),
        { Fingerprint: { } fingerprint } when Prompt.HasFingerprint(typed) => Answer(state, fingerprint),
        _ => state.ShowNotice("not the same: this is not the key that you expect", isProblem: true),
    };

    // Some second factors send a push message on an empty answer.
    private UpdateResult Send(AppState state) => Field.Text.Length == 0 && Prompt.Kind != PromptKind.OneTimeCode
        ? state.ShowNotice("nothing was typed; Esc cancels", isProblem: true)
        : Answer(state, Field.Text);

    // The next host key prompt is shown at once, but not after a secret: its login may prompt again first.
    private UpdateResult Answer(AppState state, string text)
    {
        var next = OpenNext(WithoutPrompt(state), Prompt.Id);
        var isLast = Prompt.IsSecret || next.Dialog is null;
        return new(
            isLast ? next with { Dialog = new PromptDialog(Prompt, TextField.Of(""), IsSent: true) } : next,
            [new Effect.AnswerPrompt(Prompt.Id, text)]);
    }

    private UpdateResult Cancel(AppState state) =>
        new(OpenNext(WithoutPrompt(state), Prompt.Id), [new Effect.CancelPrompt(Prompt.Id)]);

    private AppState WithoutPrompt(AppState state) => state with { Prompts = state.Prompts.RemoveAll(open => open.Id == Prompt.Id) };
}
