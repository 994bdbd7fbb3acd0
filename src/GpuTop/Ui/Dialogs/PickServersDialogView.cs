using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The choice of servers from the hosts of ssh's configuration.</summary>
internal sealed class PickServersDialogView(PickServersDialog pick) : DialogView
{
    private const int WidestBox = 64;

    public override string Hint => "Space selects   a all   Enter starts   w starts and keeps them in gputop.toml   q quits";

    public override DialogLayout LayOut(int width, int height)
    {
        var box = DialogLayout.BoxOf(width, height, WidestBox, pick.Hosts.Length);
        var list = new DialogWidget.Lines(DialogLayout.InsideOf(box), pick.Hosts.Length, DrawHost)
        {
            ClickKey = KeyPress.Of(' '),
            AdvancesOnSpace = true,
        };
        return new DialogLayout(box, "which of your ssh hosts have GPUs? gputop init finds out", _ => { }, [list]);
    }

    private void DrawHost(CellBuffer frame, Rect line, int index)
    {
        var host = pick.Hosts[index];
        var isChosen = pick.Chosen.Contains(host);
        frame.Text(line.X, line.Y, isChosen ? "[x]" : "[ ]", isChosen ? Theme.Accent : Theme.Secondary);
        frame.TextEllipsis(line.X + 4, line.Y, line.Width - 4, host, Theme.Text);
    }
}
