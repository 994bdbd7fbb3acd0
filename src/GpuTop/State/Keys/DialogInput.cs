using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Key input of dialogs.</summary>
internal static class DialogInput
{
    /// <summary>Applies a key to the open dialog.</summary>
    /// <param name="state">The state.</param>
    /// <param name="dialog">The open dialog.</param>
    /// <param name="key">The key.</param>
    /// <param name="isInText">Whether the key arrived together with others, as pasted text does.</param>
    /// <param name="values">What the dialog holds.</param>
    public static UpdateResult Press(AppState state, Dialog dialog, KeyPress key, bool isInText, DialogValues values) =>
        key == KeyPress.Of('c', Modifiers.Control) ? new UpdateResult(state, [new Effect.Quit()])
        : DialogGuard.IsTooEarly(state, dialog, key) ? DialogGuard.Wait(state)
        : isInText && (dialog.Acts || (dialog.EnterActs && key.Key == Key.Enter)) ? dialog.Paste(DialogGuard.Wait(state), "")
        : dialog.Press(state, key, values);
}
