using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The full description of a server's connection problem.</summary>
internal static class ProblemDialog
{
    public static void Draw(CellBuffer frame, Dialog.Trouble trouble)
    {
        frame.Clicks?.Add(frame.Area, new ClickTarget.Button(KeyPress.Of(Key.Escape)));
        var lines = trouble.Lines(frame.Width);
        var visible = Dialog.Help.VisibleLines(frame.Height);
        var top = Math.Clamp(trouble.Top, 0, Math.Max(0, lines.Length - visible));
        var shown = Math.Min(visible, lines.Length - top);
        var box = DialogBox.Draw(frame, Dialog.Trouble.WidthAt(frame.Width), shown, trouble.Server);
        for (var i = 0; i < shown; i++)
        {
            var text = lines[top + i];
            var style = top + i == 0 ? Theme.Warning.Bold() : text.StartsWith('→') ? Theme.Strong : Theme.Text;
            frame.Text(box.X, box.Y + i, text, style, box.Width);
        }

        DialogBox.More(frame, box, top, lines.Length - top - shown);
    }
}
