using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The wait for the list of sessions before attaching.</summary>
internal static class SessionWaitDialog
{
    private const int WidestBox = 64;

    public static void Draw(CellBuffer frame, Dialog.SessionWait dialog)
    {
        var server = dialog.Selection.Server.Name;
        var inside = DialogBox.Draw(frame, WidestBox, 1, $"attach on {server}");
        frame.TextEllipsis(inside.X, inside.Y, inside.Width, $"waiting for the list of sessions of {server}", Theme.Text);
    }
}
