using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>An open dialog; it receives all keys. Each kind is one file with its content and its keys.</summary>
public abstract record Dialog
{
    private protected Dialog()
    {
    }

    /// <summary>Whether typed keys act on a server or on this machine, so that the first ones are ignored. See
    /// <see cref="DialogGuard"/>.</summary>
    internal virtual bool Acts => false;

    /// <summary>Whether the first of the other keys are ignored too, except for Esc.</summary>
    internal virtual bool AllKeysAct => false;

    /// <summary>Whether Enter acts on a server or on this machine; it is ignored when it arrives together with other keys, as pasted text
    /// does.</summary>
    internal virtual bool EnterActs => Acts;

    /// <summary>Equal as long as the same dialog is open.</summary>
    internal virtual object Identity => GetType();

    /// <summary>Applies a key that no widget took: editing, scrolling and moving between widgets happen on the screen.</summary>
    internal abstract UpdateResult Press(AppState state, KeyPress key, DialogValues values);

    /// <summary>Inserts pasted text.</summary>
    internal virtual AppState Paste(AppState state, string text) => state;

    /// <summary>The dialog after one of its fields was edited.</summary>
    internal virtual Dialog Edited(DialogValues values) => this;
}
