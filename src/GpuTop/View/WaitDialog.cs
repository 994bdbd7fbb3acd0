using GpuTop.State;
using GpuTop.Terminal;

namespace GpuTop.View;

/// <summary>For how many GPUs to wait, over the screen.</summary>
internal static class WaitDialog
{
    private const int WidestBox = 56;
    private const int Lines = 4;
    private const int LabelWidth = 16;

    public static void Draw(CellBuffer frame, Dialog.Wait dialog)
    {
        var inside = DialogBox.Draw(frame, WidestBox, Math.Min(Lines, frame.Height - 3), "wait for free GPUs on one server");
        DrawField(frame, inside, 0, "GPUs", dialog.Gpus, !dialog.IsInMemory);
        DrawField(frame, inside, 1, "memory on each", dialog.Memory, dialog.IsInMemory);
        if (inside.Height >= Lines)
        {
            var (text, style) = dialog.Problem is { } problem ? (problem, Theme.Warning.Bold()) : ("bell and notification when they are there", Theme.Secondary);
            frame.TextEllipsis(inside.X, inside.Y + 3, inside.Width, text, style);
        }
    }

    private static void DrawField(CellBuffer frame, Rect inside, int row, string label, TextField field, bool hasKeys)
    {
        if (row < inside.Height)
        {
            var y = inside.Y + row;
            frame.Text(inside.X, y, label, hasKeys ? Theme.Accent : Theme.Secondary, inside.Width);
            TypedText.Draw(frame, inside.X + LabelWidth, y, inside.Right, field, hasKeys);
        }
    }
}
