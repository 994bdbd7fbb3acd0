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
    public static UpdateResult Press(AppState state, Dialog dialog, KeyPress key, bool isInText)
    {
        if (key == KeyPress.Of('c', Modifiers.Control))
        {
            return new UpdateResult(state, [new Effect.Quit()]);
        }

        if (DialogGuard.IsTooEarly(state, dialog, key))
        {
            return DialogGuard.Wait(state);
        }

        if (isInText && DialogGuard.Acts(dialog))
        {
            return dialog is Dialog.Kill ? KillActions.Dismiss(state) : DialogGuard.Wait(state);
        }

        return dialog switch
        {
            Dialog.Quit => QuitActions.Press(state, key),
            Dialog.Help help => PressInHelp(state, help, key),
            Dialog.Choose choose => ChooseActions.Press(state, choose, key),
            Dialog.SessionWait when key.Key == Key.Escape => state with { Dialog = null },
            Dialog.Kill kill => KillActions.Press(state, kill, key),
            Dialog.Pick pick => PickServersActions.Press(state, pick, key),
            Dialog.GoTo go => ReplayActions.Press(state, go, key),
            Dialog.Wait wait => WaitActions.Press(state, wait, key),
            Dialog.Asking asking => PromptActions.Press(state, asking, key),
            Dialog.Trouble trouble => ProblemActions.Press(state, trouble, key),
            _ => state,
        };
    }

    private static AppState PressInHelp(AppState state, Dialog.Help help, KeyPress key)
    {
        var page = Dialog.Help.VisibleLines(state.Height);
        var last = Math.Max(0, Keymap.OfferedIn(state, state.View).Length - page);
        return ScrollKeys.LinesOf(key, page) is { } lines
            ? state with { Dialog = new Dialog.Help(Math.Clamp(help.Top + lines, 0, last)) }
            : state with { Dialog = null };
    }
}
