using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The wait for the list of sessions before attaching.</summary>
internal sealed class SessionWaitDialogView(SessionWaitDialog dialog) : DialogView
{
    private const int WidestBox = 64;

    public override string Hint => "Esc cancels";

    public override void Draw(CellBuffer frame)
    {
        var server = dialog.Selection.Server.Name;
        var inside = DialogBox.Draw(frame, WidestBox, 1, $"attach on {server}");
        frame.TextEllipsis(inside.X, inside.Y, inside.Width, $"waiting for the list of sessions of {server}", Theme.Text);
    }
}
