using GpuTop.State;

namespace GpuTop.Ui;

/// <summary>The input of a time of the recording.</summary>
internal sealed class GoToDialogView(GoToDialog dialog) : DialogView
{
    private const int WidestBox = 66;

    public override string Hint => "Enter goes there   Esc cancels";

    public override DialogLayout LayOut(int width, int height)
    {
        var box = DialogLayout.BoxOf(width, height, WidestBox, dialog.Problem is null ? 1 : 2);
        var inside = DialogLayout.InsideOf(box);
        return new DialogLayout(
            box,
            "go to a time: 14:02, 14:02:30, +5m, -30s",
            frame =>
            {
                if (inside.Height > 1)
                {
                    frame.TextEllipsis(inside.X, inside.Y + 1, inside.Width, dialog.Problem, Theme.Warning.Bold());
                }
            },
            [new DialogWidget.Field(inside.Row(0))]);
    }
}
