using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The confirmation of quitting while tunnels are open.</summary>
internal sealed class QuitDialogView(AppState state) : DialogView
{
    private const int WidestBox = 64;

    // Frame, count, a blank line, keys.
    private const int OtherLines = 5;

    public override string Hint => "q quits   any other key stays";

    public override void Draw(CellBuffer frame)
    {
        var open = state.Tunnels.Where(tunnel => tunnel.LocalPort is not null).ToList();
        var width = Math.Min(WidestBox, frame.Width - 2);
        var shown = Math.Clamp(frame.Height - OtherLines - 2, 0, open.Count);
        var box = new Rect((frame.Width - width) / 2, Math.Max(0, (frame.Height - shown - OtherLines) / 2), width, shown + OtherLines);
        Box.Draw(frame, box, Theme.Accent);
        frame.Fill(box.Inset(1), ' ', Theme.Text);
        frame.Text(box.X + 2, box.Y, " quit? ", Theme.Accent, width - 4);
        var inside = box.Inset(2, 1);
        var count = $"{open.Count} {(open.Count == 1 ? "tunnel is" : "tunnels are")} open, and would be closed:";
        frame.Text(inside.X, inside.Y, count, Theme.Text, inside.Width);
        for (var i = 0; i < shown; i++)
        {
            var line = inside.Row(i + 1);
            var isLast = i == shown - 1 && shown < open.Count;
            frame.TextEllipsis(line.X + 2, line.Y, line.Width - 2, isLast ? $"+{open.Count - i} more" : Text(open[i]), Theme.Strong);
        }

        var keys = inside.Row(inside.Height - 1);
        var x = DialogButton.Draw(frame, keys.X, keys, KeyPress.Of(Key.Escape), "stay", isChosen: false, Theme.Text);
        var quit = keys.Width < 40 ? "quit" : "quit and close them";
        DialogButton.Draw(frame, x + 2, keys, KeyPress.Of('q'), quit, isChosen: false, Theme.Bad);
    }

    private static string Text(Tunnel tunnel)
    {
        var connections = tunnel.Traffic.Connections switch
        {
            0 => "",
            1 => "  1 connection",
            var count => $"  {count} connections",
        };
        return $"{tunnel.Remote} → 127.0.0.1:{tunnel.LocalPort}{connections}";
    }
}
