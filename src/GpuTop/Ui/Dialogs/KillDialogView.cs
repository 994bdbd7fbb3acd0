using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The confirmation of a kill: target processes and buttons.</summary>
internal sealed class KillDialogView(AppState state, KillDialog kill) : DialogView
{
    private const int WidestBox = 76;
    private const int WidestBoxOfOne = 110;

    private const int IndentOfCommand = 2;

    // In narrower boxes a target's start time has a line of its own.
    private const int NarrowBox = 62;

    public override string Hint => state.Width < NarrowScreen
        ? "Tab Enter   any other key cancels"
        : "Tab other button   Enter takes it   any other key cancels";

    public override DialogLayout LayOut(int width, int height)
    {
        var isNarrow = width - 4 < NarrowBox;
        var widest = kill.Targets.Length == 1 ? WidestBoxOfOne : WidestBox;
        var linesOfTarget = (isNarrow ? 2 : 1) + LinesOfCommand(DialogLayout.BoxOf(width, height, widest, 1).Width, height);
        var others = kill.LeftOut.IsEmpty ? 0 : 1;
        var fits = Math.Max(1, (height - 7 - others) / linesOfTarget);
        var shown = Math.Min(kill.Targets.Length, fits);
        var hidden = kill.Targets.Length - shown;
        var lines = (shown * linesOfTarget) + (hidden > 0 ? 1 : 0) + others + 1;
        var gap = lines < DialogLayout.VisibleLines(height) ? 1 : 0;
        var box = DialogLayout.BoxOf(width, height, widest, lines + gap);
        var inside = DialogLayout.InsideOf(box);
        return new DialogLayout(
            box,
            Title(),
            frame => DrawTargets(frame, inside, shown, linesOfTarget),
            ButtonRow.Place(inside.Row(inside.Height - 1), Buttons(inside.Width)));
    }

    // The whole command of a single process, as far as there is room; one line of several.
    private int LinesOfCommand(int box, int height) => kill.Targets is [{ Command: { } command }]
        ? Math.Clamp(Wrapping.Lines(command, box - IndentOfCommand - 4).Length, 1, Math.Max(1, height - 10))
        : 1;

    private void DrawTargets(CellBuffer frame, Rect box, int shown, int linesOfTarget)
    {
        for (var i = 0; i < shown; i++)
        {
            DrawTarget(frame, new Rect(box.X, box.Y + (i * linesOfTarget), box.Width, linesOfTarget), kill.Targets[i]);
        }

        var hidden = kill.Targets.Length - shown;
        if (hidden > 0)
        {
            var where = string.Join(", ", kill.Targets.Skip(shown).Select(target => target.Server).Distinct());
            var more = $"and {hidden} more of the tagged ones, on {where}";
            frame.TextEllipsis(box.X, box.Y + (shown * linesOfTarget), box.Width, more, Theme.Warning);
        }

        if (!kill.LeftOut.IsEmpty)
        {
            var why = string.Join("; ", kill.LeftOut.Distinct());
            var y = box.Y + (shown * linesOfTarget) + (hidden > 0 ? 1 : 0);
            frame.TextEllipsis(box.X, y, box.Width, $"{kill.LeftOut.Length} left out: {why}", Theme.Warning);
        }
    }

    private string Title()
    {
        var servers = kill.Targets.Select(target => target.Server).Distinct().Count();
        var where = servers > 1 ? $" on {servers} servers" : "";
        var what = kill.Targets.Length == 1 ? "this process" : $"{kill.Targets.Length} processes{where}";
        return kill.Signal == KillSignal.Kill ? $"still alive: kill {what} for good?" : $"end {what}?";
    }

    private void DrawTarget(CellBuffer frame, Rect area, KillTarget target)
    {
        var first = area.Row(0);
        var isNarrow = area.Width < NarrowBox;
        var x = first.X;
        x += frame.TextEllipsis(x, first.Y, Math.Min(20, first.Width), target.Server, Theme.Strong) + 2;
        x += frame.Text(x, first.Y, $"PID {target.Pid}", Theme.Text, Math.Max(0, first.Right - x)) + 2;
        var ownerWidth = Math.Max(0, Math.Min(24, first.Right - x));
        x += frame.TextEllipsis(x, first.Y, ownerWidth, target.Owner, Theme.Person(state.Hues.OfText(target.Owner), isMine: true)) + 2;
        if (target.Gpus.Length > 0)
        {
            x += frame.Text(x, first.Y, $"GPU {target.Gpus}", Theme.Text, Math.Max(0, first.Right - x)) + 2;
        }

        if (target.Started is { } started)
        {
            var local = TimeZoneInfo.ConvertTime(started, state.Options.TimeZone);
            (x, var y) = isNarrow ? (first.X + 2, first.Y + 1) : (x, first.Y);
            frame.Text(x, y, $"since {local:yyyy'-'MM'-'dd HH':'mm':'ss}", Theme.Secondary, Math.Max(0, first.Right - x));
        }

        DrawCommand(frame, area.SplitTop(isNarrow ? 2 : 1).Remainder, target.Command);
    }

    private static void DrawCommand(CellBuffer frame, Rect area, string? command)
    {
        var (x, width) = (area.X + IndentOfCommand, area.Width - IndentOfCommand);
        if (area.Height <= 1)
        {
            frame.TextEllipsis(x, area.Y, width, command ?? "command not known", Theme.Text);
            return;
        }

        var lines = Wrapping.Lines(command ?? "command not known", width);
        for (var i = 0; i < Math.Min(lines.Length, area.Height); i++)
        {
            var isCut = i == area.Height - 1 && lines.Length > area.Height;
            frame.TextEllipsis(x, area.Y + i, width, isCut ? lines[i] + "…" : lines[i], Theme.Text);
        }
    }

    // Dim while keys are ignored.
    private (KeyPress Key, string Label, Style Style)[] Buttons(int width)
    {
        var signal = kill.Signal == KillSignal.Kill ? "KILL" : "TERM";
        var word = width < NarrowBox ? signal : kill.Signal == KillSignal.Kill ? "kill (KILL)" : "terminate (TERM)";
        return
        [
            (KeyPress.Of(Key.Escape), "cancel", Theme.Text),
            (KeyPress.Of(kill.KeyOfSignal), word, DialogGuard.IsReady(state) ? Theme.Bad : Theme.Rail),
        ];
    }
}
