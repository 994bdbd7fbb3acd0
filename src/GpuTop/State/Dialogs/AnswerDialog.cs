using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>A dialog that shows what a server answers; any key closes it.</summary>
/// <param name="RequestId">Number of the request.</param>
public abstract record AnswerDialog(int RequestId) : Dialog
{
    /// <summary>The state with the dialog of a request changed; unchanged when it was closed.</summary>
    internal static AppState Change<TDialog>(AppState state, int id, Func<TDialog, TDialog> change)
        where TDialog : AnswerDialog =>
        state.Dialog is TDialog dialog && dialog.RequestId == id ? state with { Dialog = change(dialog) } : state;

    internal override UpdateResult Press(AppState state, KeyPress key, DialogValues values) => state with { Dialog = null };
}
