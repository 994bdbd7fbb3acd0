using GpuTop.State;

namespace GpuTop.Ui;

/// <summary>The wait for the list of sessions before attaching.</summary>
internal sealed class SessionWaitDialogView(SessionWaitDialog dialog) : DialogView
{
    private const int WidestBox = 64;

    public override string Hint => "Esc cancels";

    public override DialogLayout LayOut(int width, int height)
    {
        var server = dialog.Selection.Server.Name;
        var box = DialogLayout.BoxOf(width, height, WidestBox, 1);
        var inside = DialogLayout.InsideOf(box);
        return new DialogLayout(
            box,
            $"attach on {server}",
            frame => frame.TextEllipsis(
                inside.X, inside.Y, inside.Width, $"waiting for the list of sessions of {server}", Theme.Text),
            []);
    }
}
