using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The confirmation of quitting while tunnels are open or GPUs are waited for.</summary>
internal sealed class QuitDialogView(AppState state) : DialogView
{
    private const int WidestBox = 64;
    private const int NarrowBox = 40;

    // Count, a blank line, buttons.
    private const int OtherLines = 3;

    public override string Hint => "q quits   any other key stays";

    public override DialogLayout LayOut(int width, int height)
    {
        var ends = EndsOf(state);
        var shown = Math.Clamp(DialogLayout.VisibleLines(height) - OtherLines, 0, ends.Length);
        var box = DialogLayout.BoxOf(width, height, WidestBox, shown + OtherLines);
        var inside = DialogLayout.InsideOf(box);
        var quit = inside.Width < NarrowBox ? "quit" : "quit and end this";
        return new DialogLayout(
            box,
            "quit?",
            frame => DrawEnds(frame, inside, ends, shown),
            ButtonRow.Place(
                inside.Row(inside.Height - 1),
                [(KeyPress.Of(Key.Escape), "stay", Theme.Text), (KeyPress.Of('q'), quit, Theme.Bad)]));
    }

    private static void DrawEnds(CellBuffer frame, Rect inside, ImmutableArray<string> ends, int shown)
    {
        if (inside.Height > 1)
        {
            frame.TextEllipsis(inside.X, inside.Y, inside.Width, "this would end:", Theme.Text);
        }

        for (var i = 0; i < shown; i++)
        {
            var line = inside.Row(i + 1);
            var isLast = i == shown - 1 && shown < ends.Length;
            frame.TextEllipsis(line.X + 2, line.Y, line.Width - 2, isLast ? $"+{ends.Length - i} more" : ends[i], Theme.Strong);
        }
    }

    // What ends with the program.
    private static ImmutableArray<string> EndsOf(AppState state) =>
    [
        .. state.PendingWait is { Request: var wait }
            ? [wait.Gpus == 1 ? "the wait for a GPU" : $"the wait for {wait.Gpus} GPUs"]
            : Array.Empty<string>(),
        .. state.Tunnels.Where(tunnel => tunnel.LocalPort is not null).Select(Text),
    ];

    private static string Text(Tunnel tunnel)
    {
        var connections = tunnel.Traffic.Connections switch
        {
            0 => "",
            1 => "  1 connection",
            var count => $"  {count} connections",
        };
        return $"the tunnel {tunnel.Remote} → 127.0.0.1:{tunnel.LocalPort}{connections}";
    }
}
