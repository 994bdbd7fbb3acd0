using GpuTop.State;
using GpuTop.Terminal;

namespace GpuTop.View;

/// <summary>Whether to end processes: which, and the keys that do it and that do not.</summary>
internal static class KillDialog
{
    private const int WidestBox = 76;
    private const int LinesOfTarget = 2;

    public static void Draw(CellBuffer frame, AppState state, Dialog.Kill kill)
    {
        var fits = Math.Max(1, (frame.Height - 7) / LinesOfTarget);
        var shown = Math.Min(kill.Targets.Length, fits);
        var hidden = kill.Targets.Length - shown;
        var box = DialogBox.Draw(frame, WidestBox, (shown * LinesOfTarget) + (hidden > 0 ? 1 : 0) + 2, TitleOf(kill));
        for (var i = 0; i < shown; i++)
        {
            DrawTarget(frame, box.Row(i * LinesOfTarget), box.Row((i * LinesOfTarget) + 1), state, kill.Targets[i]);
        }

        if (hidden > 0)
        {
            frame.Text(box.X, box.Y + (shown * LinesOfTarget), Theme.Warning, $"and {hidden} more of the tagged ones", box.Width);
        }

        DrawButtons(frame, box.Row(box.Height - 1), kill);
    }

    private static string TitleOf(Dialog.Kill kill)
    {
        var what = kill.Targets.Length == 1 ? "this process" : $"these {kill.Targets.Length} processes";
        return kill.Signal == KillSignal.Kill ? $"still alive: kill {what} for good?" : $"end {what}?";
    }

    private static void DrawTarget(CellBuffer frame, Rect first, Rect second, AppState state, KillTarget target)
    {
        var x = first.X;
        x += frame.TextEllipsis(x, first.Y, Math.Min(20, first.Width), target.Server, Theme.Strong) + 2;
        x += frame.Text(x, first.Y, Theme.Text, $"PID {target.Pid}", Math.Max(0, first.Right - x)) + 2;
        x += frame.TextEllipsis(x, first.Y, Math.Max(0, Math.Min(24, first.Right - x)), target.Owner, Theme.Person(target.Owner, isMine: true)) + 2;
        if (target.Gpus.Length > 0)
        {
            x += frame.Text(x, first.Y, Theme.Text, $"GPU {target.Gpus}", Math.Max(0, first.Right - x)) + 2;
        }

        if (target.Started is { } started)
        {
            var local = TimeZoneInfo.ConvertTime(started, state.Options.TimeZone);
            frame.Text(x, first.Y, Theme.Secondary, $"since {local:yyyy'-'MM'-'dd HH':'mm':'ss}", Math.Max(0, first.Right - x));
        }

        frame.TextEllipsis(second.X + 2, second.Y, second.Width - 2, target.Command ?? "command not known", Theme.Text);
    }

    private static void DrawButtons(CellBuffer frame, Rect line, Dialog.Kill kill)
    {
        var word = kill.Signal == KillSignal.Kill ? "kill (KILL)" : "terminate (TERM)";
        var x = Button(frame, line.X, line, kill.IsConfirming ? "Esc" : "Enter", "cancel", !kill.IsConfirming, Theme.Text);
        Button(frame, x + 2, line, kill.IsConfirming ? "Enter" : $"{(kill.Signal == KillSignal.Kill ? 'x' : 't')}", word, kill.IsConfirming, Theme.Bad);
    }

    private static int Button(CellBuffer frame, int x, Rect line, string key, string word, bool isChosen, Style style)
    {
        var from = x;
        x += frame.Text(x, line.Y, Theme.Accent, $" [{key}]", Math.Max(0, line.Right - x)) + 1;
        x += frame.Text(x, line.Y, word, style, Math.Max(0, line.Right - x)) + 1;
        if (isChosen)
        {
            frame.Restyle(new Rect(from, line.Y, Math.Max(0, Math.Min(x, line.Right) - from), 1), 0, static (cell, _) => Theme.Selected(cell));
        }

        return x;
    }
}
