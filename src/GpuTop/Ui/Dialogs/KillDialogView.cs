using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The confirmation of a kill: target processes and buttons.</summary>
internal sealed class KillDialogView(AppState state, KillDialog kill) : DialogView
{
    private const int WidestBox = 76;

    // In narrower boxes a target's start time has a line of its own.
    private const int NarrowBox = 62;

    // On narrower screens the hint would be cut before the part on cancelling.
    private const int NarrowScreen = 60;

    public override string Hint => state.Width < NarrowScreen
        ? "Tab Enter   any other key cancels"
        : "Tab other button   Enter takes it   any other key cancels";

    public override void Draw(CellBuffer frame)
    {
        var isNarrow = frame.Width - 4 < NarrowBox;
        var linesOfTarget = isNarrow ? 3 : 2;
        var others = kill.LeftOut.IsEmpty ? 0 : 1;
        var fits = Math.Max(1, (frame.Height - 7 - others) / linesOfTarget);
        var shown = Math.Min(kill.Targets.Length, fits);
        var hidden = kill.Targets.Length - shown;
        var box = DialogBox.Draw(frame, WidestBox, (shown * linesOfTarget) + (hidden > 0 ? 1 : 0) + others + 2, Title());
        for (var i = 0; i < shown; i++)
        {
            DrawTarget(frame, new Rect(box.X, box.Y + (i * linesOfTarget), box.Width, linesOfTarget), kill.Targets[i]);
        }

        if (hidden > 0)
        {
            var where = string.Join(", ", kill.Targets.Skip(shown).Select(target => target.Server).Distinct());
            var more = $"and {hidden} more of the tagged ones, on {where}";
            frame.TextEllipsis(box.X, box.Y + (shown * linesOfTarget), box.Width, more, Theme.Warning);
        }

        if (others > 0)
        {
            var why = string.Join("; ", kill.LeftOut.Distinct());
            frame.TextEllipsis(box.X, box.Bottom - 3, box.Width, $"{kill.LeftOut.Length} left out: {why}", Theme.Warning);
        }

        DrawButtons(frame, box.Row(box.Height - 1));
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
        var (first, last) = (area.Row(0), area.Row(area.Height - 1));
        var x = first.X;
        x += frame.TextEllipsis(x, first.Y, Math.Min(20, first.Width), target.Server, Theme.Strong) + 2;
        x += frame.Text(x, first.Y, $"PID {target.Pid}", Theme.Text, Math.Max(0, first.Right - x)) + 2;
        var ownerWidth = Math.Max(0, Math.Min(24, first.Right - x));
        x += frame.TextEllipsis(x, first.Y, ownerWidth, target.Owner, Theme.Person(target.Owner, isMine: true)) + 2;
        if (target.Gpus.Length > 0)
        {
            x += frame.Text(x, first.Y, $"GPU {target.Gpus}", Theme.Text, Math.Max(0, first.Right - x)) + 2;
        }

        if (target.Started is { } started)
        {
            var local = TimeZoneInfo.ConvertTime(started, state.Options.TimeZone);
            (x, var y) = area.Height > 2 ? (first.X + 2, first.Y + 1) : (x, first.Y);
            frame.Text(x, y, $"since {local:yyyy'-'MM'-'dd HH':'mm':'ss}", Theme.Secondary, Math.Max(0, first.Right - x));
        }

        frame.TextEllipsis(last.X + 2, last.Y, last.Width - 2, target.Command ?? "command not known", Theme.Text);
    }

    // Dim while keys are ignored.
    private void DrawButtons(CellBuffer frame, Rect line)
    {
        var signal = kill.Signal == KillSignal.Kill ? "KILL" : "TERM";
        var word = line.Width < NarrowBox ? signal : kill.Signal == KillSignal.Kill ? "kill (KILL)" : "terminate (TERM)";
        var enter = KeyPress.Of(Key.Enter);
        var (cancel, send) = kill.IsConfirming ? (KeyPress.Of(Key.Escape), enter) : (enter, KeyPress.Of(kill.KeyOfSignal));
        var x = DialogButton.Draw(frame, line.X, line, cancel, "cancel", !kill.IsConfirming, Theme.Text);
        DialogButton.Draw(frame, x + 2, line, send, word, kill.IsConfirming, DialogGuard.IsReady(state) ? Theme.Bad : Theme.Rail);
    }
}
