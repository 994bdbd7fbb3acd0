using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The input of a wait for free GPUs.</summary>
internal sealed class WaitDialogView(WaitDialog dialog) : DialogView
{
    private const int WidestBox = 56;
    private const int Lines = 4;
    private const int LabelWidth = 16;

    public override string Hint => "Tab other field   Enter starts   Esc cancels";

    public override void Draw(CellBuffer frame)
    {
        var inside = DialogBox.Draw(frame, WidestBox, Math.Min(Lines, frame.Height - 3), "wait for free GPUs on one server");
        // With room for one field, show the one with the cursor.
        var first = inside.Height == 1 && dialog.IsInMemory ? -1 : 0;
        DrawField(frame, inside, first, "GPUs", dialog.Gpus, !dialog.IsInMemory);
        DrawField(frame, inside, first + 1, "memory on each", dialog.Memory, dialog.IsInMemory);
        if (inside.Height >= Lines)
        {
            var (text, style) = dialog.Problem is { } problem
                ? (problem, Theme.Warning.Bold())
                : ("bell and notification when they are there", Theme.Secondary);
            frame.TextEllipsis(inside.X, inside.Y + 3, inside.Width, text, style);
        }
    }

    private static void DrawField(CellBuffer frame, Rect inside, int row, string label, TextField field, bool hasKeys)
    {
        if (row >= 0 && row < inside.Height)
        {
            var labelWidth = Math.Min(LabelWidth, inside.Width / 2);
            var y = inside.Y + row;
            if (!hasKeys)
            {
                frame.Clicks?.Add(inside.Row(row), new ClickTarget.Button(KeyPress.Of(Key.Tab)));
            }

            frame.Text(inside.X, y, label, hasKeys ? Theme.Accent : Theme.Secondary, labelWidth);
            TextFieldView.Draw(frame, inside.X + labelWidth, y, inside.Right, field, hasKeys);
        }
    }
}
