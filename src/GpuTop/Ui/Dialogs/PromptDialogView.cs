using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>A prompt of ssh with its buttons or input field; secrets are shown as dots.</summary>
internal sealed class PromptDialogView(AppState state, PromptDialog asking) : DialogView
{
    private const int WidestBox = 76;

    public override void Draw(CellBuffer frame)
    {
        var isOpen = asking.IsOpen(state);
        var width = Math.Min(WidestBox, frame.Width - 2) - 4;
        var lines = Wrapping.Lines(Text(), width);
        var buttons = isOpen && !asking.IsVerifying ? asking.Buttons : [];
        var rows = !buttons.IsEmpty ? RowsOf(buttons, width) : isOpen && asking.IsTyping ? 1 : 0;
        var below = rows == 0 ? 0 : rows + (frame.Height > 12 ? 1 : 0);

        // The end of a long prompt holds the question.
        var fits = Math.Max(1, frame.Height - 4 - below);
        var shown = lines.Length > fits ? lines[^fits..] : lines;
        var box = DialogBox.Draw(frame, WidestBox, shown.Length + below, Title());
        for (var i = 0; i < shown.Length; i++)
        {
            DrawLine(frame, box.Row(i), shown[i]);
        }

        if (!buttons.IsEmpty)
        {
            DrawButtons(frame, box.SplitBottom(rows).Bottom, buttons);
        }
        else if (rows > 0)
        {
            DrawField(frame, box.Row(box.Height - 1));
        }
    }

    public override string Hint => asking switch
    {
        { OverSince: not null } => state.Prompts.IsEmpty ? "Enter closes" : "Enter opens the next question   Esc closes",
        { IsSent: true } => "Esc closes: the login goes on",
        _ when !asking.IsOpen(state) => "Enter closes",
        { IsVerifying: true } => "Enter compares   Esc back",
        { Prompt.IsSecret: true } => "Enter sends it   Tab later   Esc cancels the connection",
        { Prompt.Kind: PromptKind.Notice } => "Enter closes",
        _ => "Tab other button   Enter takes it   Esc cancels",
    };

    private string Title()
    {
        var prompt = asking.Prompt;
        if (asking.IsSent)
        {
            return prompt.Server;
        }

        var more = state.Prompts.Count(other => other.Id > prompt.Id);
        return $"{prompt.Server} asks" + (more > 0 ? $" ({more} more after this)" : "");
    }

    // Without the line of ssh's prompt that lists the answers, which are buttons here.
    private string Text() => asking switch
    {
        { OverSince: not null } => Outcome() + state.Prompts.Length switch
        {
            0 => "",
            1 => $"; {state.Prompts[0].Server} asks too",
            var more => $"; {more} others ask",
        },
        { IsSent: true } => "sent: waiting. If the server wants a second factor, confirm it now.",
        _ when !asking.IsOpen(state) => "nobody waits for this answer any more",
        { Prompt: { Kind: PromptKind.HostKey, Fingerprint: not null } prompt } =>
            string.Join('\n', prompt.Text.Split('\n').Where(line => !line.Contains("(yes/no", StringComparison.Ordinal))).TrimEnd(),
        _ => asking.Prompt.Text,
    };

    // A jump host has no state of its own; servers behind it show the problem in their lines.
    private string Outcome() => state.Fleet.Find(asking.Prompt.Server)?.Connection switch
    {
        { Phase: ConnectionPhase.NeedsUser or ConnectionPhase.Failed, Problem.Text: { } problem } => problem,
        { Phase: ConnectionPhase.Live } => "connected",
        _ => "answered",
    };

    private void DrawLine(CellBuffer frame, Rect line, string text)
    {
        frame.Text(line.X, line.Y, text, Theme.Text, line.Width);
        if (asking.Prompt.Fingerprint is { } fingerprint && text.IndexOf(fingerprint, StringComparison.Ordinal) is >= 0 and var at)
        {
            frame.Text(line.X + UnicodeWidth.Of(text.AsSpan(0, at)), line.Y, fingerprint, Theme.Strong, line.Width);
        }
    }

    // One row when they fit, else one row for each.
    private static int RowsOf(ImmutableArray<PromptButton> buttons, int width) =>
        buttons.Sum(button => button.Key.ToString().Length + button.Text.Length + 6) <= width ? 1 : buttons.Length;

    private void DrawButtons(CellBuffer frame, Rect area, ImmutableArray<PromptButton> buttons)
    {
        var x = area.X;
        for (var i = 0; i < buttons.Length; i++)
        {
            var row = area.Row(area.Height > 1 ? i : 0);
            x = area.Height > 1 ? area.X : x;
            x = DialogButton.Draw(frame, x, row, buttons[i].Key, buttons[i].Text, i == asking.At, Theme.Text) + 1;
        }
    }

    private void DrawField(CellBuffer frame, Rect line)
    {
        var x = line.X + frame.Text(line.X, line.Y, asking.IsVerifying ? "fingerprint: " : "> ", Theme.Accent, line.Width);
        var room = Math.Max(0, line.Right - x - 1);
        ReadOnlySpan<char> text = asking.IsVerifying ? asking.Field.Text : new string('•', asking.Field.Text.EnumerateRunes().Count());
        // The end stays visible.
        while (UnicodeWidth.Of(text) > room)
        {
            text = text[1..];
        }

        x += frame.Text(x, line.Y, text, Theme.Text, room);
        frame.Text(x, line.Y, " ", Theme.Text.Reverse(), 1);
    }
}
