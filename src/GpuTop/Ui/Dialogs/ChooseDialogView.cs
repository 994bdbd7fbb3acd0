using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>A list of choices.</summary>
internal sealed class ChooseDialogView(ChooseDialog choose) : DialogView
{
    private const int WidestBox = 76;
    private const int WidestText = 32;

    public override string Hint => choose.IsAction
        ? "↑ ↓ move   Enter takes it   any other key closes"
        : "↑ ↓ move   Enter takes it   Esc closes";

    public override void Draw(CellBuffer frame)
    {
        var visible = Math.Max(1, frame.Height - 4);
        var top = choose.At / visible * visible;
        var shown = Math.Min(visible, choose.Choices.Length - top);
        var box = DialogBox.Draw(frame, WidestBox, shown, choose.Title);
        var textWidth = choose.Choices.Max(choice => Math.Min(WidestText, UnicodeWidth.Of(choice.Text)));
        for (var i = 0; i < shown; i++)
        {
            DrawChoice(frame, box.Row(i), top + i, textWidth);
        }

        var below = choose.Choices.Length - top - shown;
        DialogBox.More(frame, box, top, below);
    }

    private void DrawChoice(CellBuffer frame, Rect line, int index, int textWidth)
    {
        frame.Clicks?.Add(line, new ClickTarget.Line(index));
        var choice = choose.Choices[index];
        var canTake = choice.WhyNot is null;
        frame.Text(line.X, line.Y, choice.KeyAt(index)?.ToString() ?? "", canTake ? Theme.Accent : Theme.Rail, 4);
        var x = line.X + 4;
        frame.TextEllipsis(x, line.Y, Math.Min(textWidth, line.Right - x), choice.Text, canTake ? Theme.Text : Theme.Rail);
        x += textWidth + 2;
        if (x < line.Right)
        {
            frame.TextEllipsis(x, line.Y, line.Right - x, choice.WhyNot ?? choice.Detail, canTake ? Theme.Secondary : Theme.Rail);
        }

        if (index == choose.At)
        {
            frame.Restyle(new Rect(line.X - 1, line.Y, line.Width + 2, 1), 0, static (style, _) => Theme.Selected(style));
        }
    }
}
