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

    /// <summary>Equal as long as the same dialog is open.</summary>
    internal virtual object Identity => GetType();

    /// <summary>Applies a key.</summary>
    internal abstract UpdateResult Press(AppState state, KeyPress key);

    /// <summary>Inserts pasted text.</summary>
    internal virtual AppState Paste(AppState state, string text) => state;

    /// <summary>Applies a click on a line of a menu.</summary>
    internal virtual UpdateResult Click(AppState state, int index) => state;
}
