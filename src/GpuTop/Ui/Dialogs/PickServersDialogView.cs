using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The choice of servers from the hosts of ssh's configuration.</summary>
internal sealed class PickServersDialogView(PickServersDialog pick) : DialogView
{
    private const int WidestBox = 64;

    public override string Hint => "Space selects   a all   Enter starts   w starts and keeps them in gputop.toml   q quits";

    public override void Draw(CellBuffer frame)
    {
        var shown = Math.Min(pick.Hosts.Length, Math.Max(1, frame.Height - 4));
        var top = Math.Clamp(pick.At - (shown / 2), 0, pick.Hosts.Length - shown);
        var inside = DialogBox.Draw(frame, WidestBox, shown, "which of your ssh hosts have GPUs?");
        for (var i = 0; i < shown; i++)
        {
            var host = pick.Hosts[top + i];
            var line = inside.Row(i);
            frame.Clicks?.Add(line, new ClickTarget.Line(top + i));
            var isChosen = pick.Chosen.Contains(host);
            frame.Text(line.X, line.Y, isChosen ? "[x]" : "[ ]", isChosen ? Theme.Accent : Theme.Secondary);
            frame.TextEllipsis(line.X + 4, line.Y, line.Width - 4, host, Theme.Text);
            if (top + i == pick.At)
            {
                frame.Restyle(line, 0, static (style, _) => Theme.Selected(style));
            }
        }

        DialogBox.More(frame, inside, top, pick.Hosts.Length - top - shown);
    }
}
