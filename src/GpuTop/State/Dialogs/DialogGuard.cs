using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Keeps keys that were typed for something else from answering a dialog that acts on a server or on this machine.</summary>
internal static class DialogGuard
{
    /// <summary>How long such a dialog takes no typed key after it opened, and after a key that came too early.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(300);

    /// <summary>Whether the open dialog takes typed keys: never where the screen does not show it.</summary>
    public static bool IsReady(AppState state) => !state.IsTooSmall && (state.DialogReadyAt is not { } at || state.Now >= at);

    /// <summary>Whether a key is not for this dialog yet. Keys that text can't hold, as the arrows, are taken at once, but not before a kill.</summary>
    public static bool IsTooEarly(AppState state, Dialog dialog, KeyPress key) =>
        (IsTyped(key) || (dialog is Dialog.Kill && key.Key != Key.Escape)) && IsTooEarly(state, dialog);

    /// <summary>Whether the open dialog waits for a pause in what is typed.</summary>
    public static bool IsTooEarly(AppState state, Dialog dialog) => Acts(dialog) && !IsReady(state);

    /// <summary>The state after a key that was not taken: the dialog waits for a pause as long as at its start.</summary>
    public static AppState Wait(AppState state) => state with { DialogReadyAt = state.Now + Delay };

    /// <summary>Begins the wait of a dialog that has just opened.</summary>
    public static AppState Begin(AppState before, AppState after) => after.Dialog is not { } dialog || !HasOpened(before.Dialog, dialog) ? after
        : Acts(dialog) ? Wait(after)
        : after with { DialogReadyAt = null };

    /// <summary>Whether text can hold the key: pasted into a terminal that marks no paste, text arrives as such keys.</summary>
    public static bool IsTyped(KeyPress key) => key.Key is Key.Character or Key.Enter or Key.Tab or Key.Backspace;

    /// <summary>Whether a typed key of the dialog does more than to move or to show. Typed answers, such as a password, are taken at once.</summary>
    public static bool Acts(Dialog dialog) => dialog switch
    {
        Dialog.Kill or Dialog.Quit or Dialog.Pick => true,
        Dialog.Choose choose => choose.IsAction,
        Dialog.Asking { IsSent: false } asking => !PromptActions.IsTyping(asking),
        _ => false,
    };

    private static bool HasOpened(Dialog? before, Dialog now) => (before, now) switch
    {
        _ when ReferenceEquals(before, now) => false,
        (Dialog.Kill one, Dialog.Kill other) => one.Signal != other.Signal || one.Targets != other.Targets,
        (Dialog.Choose one, Dialog.Choose other) => one.Choices != other.Choices,
        (Dialog.Asking one, Dialog.Asking other) => one.Prompt.Id != other.Prompt.Id || Acts(one) != Acts(other),
        _ => before?.GetType() != now.GetType(),
    };
}
