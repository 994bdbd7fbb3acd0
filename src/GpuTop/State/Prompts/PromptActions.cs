using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>The queue of ssh prompts, answered in a dialog that the user opens; a prompt never takes the keys by itself.</summary>
internal static class PromptActions
{
    /// <summary>The buttons of a prompt, the default first; null for a typed answer or none.</summary>
    public static ImmutableArray<PromptButton>? ButtonsOf(Prompt prompt) => prompt.Kind switch
    {
        // A host key without a fingerprint can't be accepted.
        PromptKind.HostKey when prompt.Fingerprint is null => [PromptButton.Cancel, PromptButton.Verify],
        PromptKind.HostKey => [PromptButton.Cancel, PromptButton.Verify, PromptButton.Accept],
        PromptKind.Confirm => [PromptButton.No, PromptButton.Yes],
        _ => null,
    };

    /// <summary>Whether the text field of the dialog has the focus.</summary>
    public static bool IsTyping(Dialog.Asking asking) => asking.IsVerifying || asking.Prompt.IsSecret;

    /// <summary>Whether the prompt is still open.</summary>
    public static bool IsOpen(AppState state, Prompt prompt) => state.Prompts.Any(open => open.Id == prompt.Id);

    public static string? WhyNot(AppState state) => state.Prompts.IsEmpty ? "no server asks for anything" : null;

    public static UpdateResult Open(AppState state) => OpenNext(state, int.MinValue);

    /// <summary>Adds a prompt and shows a notice. Opens it only after an answer to the same login, never after one
    /// to another: a code typed without looking must not go to a second server.</summary>
    public static AppState Ask(AppState state, Prompt prompt)
    {
        var asked = state with { Prompts = state.Prompts.Add(prompt) };
        return state.Dialog is Dialog.Asking { IsSent: true, OverSince: null } sent && sent.Prompt.Server == prompt.Server
            ? asked with { Dialog = new Dialog.Asking(prompt, TextField.Of("")) }
            : state.Dialog is null && state.Typing is null ? asked.Tell($"{prompt.Server} asks: press p to answer", isProblem: true)
            : asked;
    }

    /// <summary>Removes a closed prompt. Its dialog stays open, so that text being typed does not become keys of a view.</summary>
    public static AppState Withdraw(AppState state, int id)
    {
        var without = state with { Prompts = state.Prompts.RemoveAll(prompt => prompt.Id == id) };
        return state.Dialog is Dialog.Asking asking && asking.Prompt.Id == id
            ? without with { Dialog = asking with { Field = TextField.Of("") } }
            : without;
    }

    /// <summary>Handles the end of a login. Its dialog stays for a moment, so that text typed ahead does not become keys of a
    /// view.</summary>
    public static AppState EndLogin(AppState state, int id) =>
        state.Dialog is Dialog.Asking { IsSent: true } sent && sent.Prompt.Id == id
            ? state with { Dialog = sent with { OverSince = state.Now } }
            : state;

    /// <summary>Closes the dialog of an ended login after its delay.</summary>
    public static AppState Expire(AppState state) =>
        state.Dialog is Dialog.Asking { OverSince: { } since } && state.Now - since >= Dialog.Asking.CloseDelay
            ? state with { Dialog = null }
            : state;

    public static AppState Paste(AppState state, Dialog.Asking asking, string text) =>
        IsTyping(asking) && IsOpen(state, asking.Prompt)
            ? state with { Dialog = asking with { Field = asking.Field.Insert(text) } }
            : state;

    public static UpdateResult Press(AppState state, Dialog.Asking asking, KeyPress key)
    {
        var prompt = asking.Prompt;
        if (asking.IsSent)
        {
            return PressAfterAnswer(state, asking, key);
        }

        if (!IsOpen(state, prompt) || prompt.Kind == PromptKind.Notice)
        {
            return key.Key is Key.Enter or Key.Escape or Key.Tab ? OpenNext(state, prompt.Id) : state;
        }

        return key.Key switch
        {
            Key.Escape when asking.IsVerifying => state with { Dialog = asking with { IsVerifying = false, Field = TextField.Of("") } },
            Key.Escape => Cancel(state, prompt),
            _ when IsTyping(asking) => PressInField(state, asking, key),
            _ => PressOnButtons(state, asking, ButtonsOf(prompt)!.Value, key),
        };
    }

    // While the login continues, Enter may be typed ahead for its next answer.
    private static AppState PressAfterAnswer(AppState state, Dialog.Asking asking, KeyPress key) => (key.Key, asking.OverSince) switch
    {
        (Key.Escape, _) => state with { Dialog = null },
        (Key.Enter, not null) => OpenNext(state, int.MinValue),
        (_, not null) => state with { Dialog = asking with { OverSince = state.Now } },
        _ => state,
    };

    private static UpdateResult PressInField(AppState state, Dialog.Asking asking, KeyPress key) => key.Key switch
    {
        Key.Enter => asking.IsVerifying ? Verify(state, asking) : Send(state, asking),
        Key.Tab when !asking.IsVerifying => OpenNext(state, asking.Prompt.Id),
        _ => asking.Field.Press(key) is { } field ? state with { Dialog = asking with { Field = field } } : state,
    };

    private static UpdateResult PressOnButtons(AppState state, Dialog.Asking asking, ImmutableArray<PromptButton> buttons, KeyPress key)
    {
        var by = key switch
        {
            { Key: Key.Tab, Modifiers: Modifiers.Shift } or { Key: Key.Left or Key.Up } => buttons.Length - 1,
            { Key: Key.Tab or Key.Right or Key.Down } => 1,
            _ => 0,
        };
        return by > 0 ? state with { Dialog = asking with { At = (asking.At + by) % buttons.Length } }
            : key.Key == Key.Enter ? PressButton(state, asking, buttons[asking.At])
            : buttons.FirstOrDefault(button => button.Key == key) is { } button ? PressButton(state, asking, button)
            : state;
    }

    private static UpdateResult PressButton(AppState state, Dialog.Asking asking, PromptButton button) =>
        button == PromptButton.Accept || button == PromptButton.Yes ? Answer(state, asking.Prompt, "yes")
        : button == PromptButton.Verify ? state with { Dialog = asking with { IsVerifying = true, Field = TextField.Of("") } }
        : Cancel(state, asking.Prompt);

    // ssh compares again: it accepts the fingerprint in place of yes.
    private static UpdateResult Verify(AppState state, Dialog.Asking asking) => asking.Prompt switch
    {
        _ when asking.Field.Text.Trim().Length == 0 =>
            state.Tell("paste the fingerprint that the server's administrator gave you", isProblem: true),
        { Fingerprint: null } => Answer(state, asking.Prompt, asking.Field.Text.Trim()),
        { Fingerprint: { } fingerprint } prompt when prompt.HasFingerprint(asking.Field.Text) => Answer(state, prompt, fingerprint),
        _ => state.Tell("not the same: this is not the key that you expect", isProblem: true),
    };

    // Some second factors send a push message on an empty answer.
    private static UpdateResult Send(AppState state, Dialog.Asking asking) =>
        asking.Field.Text.Length == 0 && asking.Prompt.Kind != PromptKind.OneTimeCode
            ? state.Tell("nothing was typed; Esc cancels", isProblem: true)
            : Answer(state, asking.Prompt, asking.Field.Text);

    // The next host key prompt is shown at once, but not after a secret: its login may prompt again first.
    private static UpdateResult Answer(AppState state, Prompt prompt, string text)
    {
        var next = OpenNext(Without(state, prompt), prompt.Id);
        var isLast = prompt.IsSecret || next.Dialog is null;
        return new(
            isLast ? next with { Dialog = new Dialog.Asking(prompt, TextField.Of(""), IsSent: true) } : next,
            [new Effect.AnswerPrompt(prompt.Id, text)]);
    }

    private static UpdateResult Cancel(AppState state, Prompt prompt) =>
        new(OpenNext(Without(state, prompt), prompt.Id), [new Effect.CancelPrompt(prompt.Id)]);

    private static AppState Without(AppState state, Prompt prompt) =>
        state with { Prompts = state.Prompts.RemoveAll(open => open.Id == prompt.Id) };

    // Opens the next prompt, or closes the dialog.
    private static AppState OpenNext(AppState state, int id) =>
        state with
        {
            Dialog = state.Prompts.FirstOrDefault(prompt => prompt.Id > id) is { } next ? new Dialog.Asking(next, TextField.Of("")) : null,
            Notice = null,
        };
}
