using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The table of keys.</summary>
internal static class HelpDialog
{
    private const int WidestBox = 72;

    private static readonly int KeysWidth = Keymap.All.Max(binding => binding.KeyNames.Length);

    public static void Draw(CellBuffer frame, AppState state, Dialog.Help help)
    {
        frame.Clicks?.Add(frame.Area, new ClickTarget.Button(KeyPress.Of(Key.Escape)));
        var lines = Keymap.OfferedIn(state, state.View);
        var visible = Dialog.Help.VisibleLines(frame.Height);
        var top = Math.Clamp(help.Top, 0, Math.Max(0, lines.Length - visible));
        var shown = Math.Min(visible, lines.Length - top);
        var box = DialogBox.Draw(frame, WidestBox, shown, $"keys of {state.View.ToString().ToLowerInvariant()}");
        for (var i = 0; i < shown; i++)
        {
            var (keys, text) = (lines[top + i].KeyNames, lines[top + i].Help);
            var line = box.Row(i);
            var x = line.X + Math.Max(Math.Min(KeysWidth, line.Width / 3), frame.Text(line.X, line.Y, keys, Theme.Accent, line.Width)) + 2;
            frame.TextEllipsis(x, line.Y, line.Right - x, text, Theme.Text);
        }

        DialogBox.More(frame, box, top, lines.Length - top - shown);
    }
}
