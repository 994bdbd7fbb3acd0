using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The input of a time of the recording.</summary>
internal sealed class GoToDialogView(GoToDialog dialog) : DialogView
{
    private const int WidestBox = 66;

    public override string Hint => "Enter goes there   Esc cancels";

    public override void Draw(CellBuffer frame)
    {
        var inside = DialogBox.Draw(frame, WidestBox, 1 + (dialog.Problem is null ? 0 : 1), "go to a time: 14:02, 14:02:30, +5m, -30s");
        TextFieldView.Draw(frame, inside.X, inside.Y, inside.Right, dialog.Field, hasKeys: true);
        if (dialog.Problem is { } problem && inside.Height > 1)
        {
            frame.TextEllipsis(inside.X, inside.Y + 1, inside.Width, problem, Theme.Warning.Bold());
        }
    }
}
