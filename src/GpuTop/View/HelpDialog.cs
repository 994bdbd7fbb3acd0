using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.Terminal;

namespace GpuTop.View;

/// <summary>The table of keys, over the screen.</summary>
internal static class HelpDialog
{
    private const int WidestBox = 72;

    private static readonly ImmutableArray<(string Keys, string Help)> Lines =
    [
        .. Keymap.All.Select(binding => (binding.KeyNames, binding.Help)),
    ];

    private static readonly int KeysWidth = Lines.Max(line => line.Keys.Length);

    public static void Draw(CellBuffer frame, Dialog.Help help)
    {
        var visible = Dialog.Help.VisibleLines(frame.Height);
        var top = Math.Clamp(help.Top, 0, Math.Max(0, Lines.Length - visible));
        var shown = Math.Min(visible, Lines.Length - top);
        var width = Math.Min(WidestBox, frame.Width - 2);
        var box = new Rect((frame.Width - width) / 2, Math.Max(1, (frame.Height - shown - 2) / 2), width, shown + 2);
        Box.Draw(frame, box, Theme.Accent);
        frame.Fill(box.Inset(1), ' ', Theme.Text);
        frame.Text(box.X + 2, box.Y, " keys ", Theme.Accent, width - 4);
        for (var i = 0; i < shown; i++)
        {
            var (keys, text) = Lines[top + i];
            var line = box.Inset(2, 1).Row(i);
            var x = line.X + Math.Max(Math.Min(KeysWidth, line.Width / 3), frame.Text(line.X, line.Y, keys, Theme.Accent, line.Width)) + 2;
            frame.TextEllipsis(x, line.Y, line.Right - x, text, Theme.Text);
        }

        var (above, below) = (top, Lines.Length - top - shown);
        if (above > 0)
        {
            frame.TextRight(box.X + 2, box.Y, width - 4, Theme.Warning, $" ↑ {above} more ");
        }

        if (below > 0)
        {
            frame.TextRight(box.X + 2, box.Bottom - 1, width - 4, Theme.Warning, $" ↓ {below} more ");
        }
    }
}
