using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Delays typed keys in a new dialog that acts on a server or on this machine, so that text typed before it opened does not
/// answer it.</summary>
internal static class DialogGuard
{
    /// <summary>How long such a dialog ignores typed keys after it opened, and after an early key.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(300);

    /// <summary>Whether the open dialog accepts typed keys: never while the screen is too small to show it.</summary>
    public static bool IsReady(AppState state) => !state.IsTooSmall && (state.DialogReadyAt is not { } at || state.Now >= at);

    /// <summary>Whether a key is too early for a dialog. Keys that text can't contain, as the arrows, are accepted at once, except in the
    /// kill dialog.</summary>
    public static bool IsTooEarly(AppState state, Dialog dialog, KeyPress key) =>
        (IsTyped(key) || (dialog.AllKeysAct && key.Key != Key.Escape)) && IsTooEarly(state, dialog);

    /// <summary>Whether the open dialog waits for a typing pause.</summary>
    public static bool IsTooEarly(AppState state, Dialog dialog) => dialog.Acts && !IsReady(state);

    /// <summary>The state after an ignored key: the delay restarts.</summary>
    public static AppState Wait(AppState state) => state with { DialogReadyAt = state.Now + Delay };

    /// <summary>Starts the delay of a dialog that has just opened.</summary>
    public static AppState Begin(AppState before, AppState after) =>
        after.Dialog is not { } dialog || dialog.Identity.Equals(before.Dialog?.Identity) ? after
        : dialog.Acts ? Wait(after)
        : after with { DialogReadyAt = null };

    /// <summary>Whether text can contain the key: without bracketed paste, pasted text arrives as such keys.</summary>
    public static bool IsTyped(KeyPress key) => key.Key is Key.Character or Key.Enter or Key.Tab or Key.Backspace;
}
