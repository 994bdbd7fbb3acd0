using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>A prompt of ssh with its buttons or input field; secrets are shown as dots.</summary>
internal sealed class PromptDialogView(AppState state, PromptDialog asking) : DialogView
{
    private const int WidestBox = 76;
    private const string FingerprintLabel = "fingerprint: ";

    public override DialogLayout LayOut(int width, int height)
    {
        var isOpen = asking.IsOpen(state);
        var textWidth = Math.Min(WidestBox, width - 2) - 4;
        var lines = Wrapping.Lines(Text(), textWidth);
        var buttons = isOpen && !asking.IsVerifying
            ? asking.Buttons.Select(button => (button.Key, button.Text, Theme.Text)).ToArray()
            : [];
        var hasField = isOpen && asking.IsTyping && !asking.IsSent;
        var rows = buttons.Length > 0 ? ButtonRow.LinesOf(buttons, textWidth) : hasField ? 1 : 0;
        var below = rows == 0 ? 0 : rows + (height > 12 ? 1 : 0);

        // The end of a long prompt holds the question.
        var fits = Math.Max(1, DialogLayout.VisibleLines(height) - below);
        var shown = lines.Length > fits ? lines[^fits..] : lines;
        var box = DialogLayout.BoxOf(width, height, WidestBox, shown.Length + below);
        var inside = DialogLayout.InsideOf(box);
        var last = inside.Row(inside.Height - 1);
        return new DialogLayout(
            box,
            Title(),
            frame =>
            {
                for (var i = 0; i < Math.Min(shown.Length, inside.Height); i++)
                {
                    DrawLine(frame, inside.Row(i), shown[i]);
                }

                if (hasField && asking.IsVerifying)
                {
                    frame.Text(last.X, last.Y, FingerprintLabel, Theme.Accent, last.Width);
                }
                else if (hasField)
                {
                    DrawSecret(frame, last);
                }
            },
            buttons.Length > 0 ? ButtonRow.Place(inside.SplitBottom(rows).Bottom, buttons)
                : hasField && asking.IsVerifying ? [new DialogWidget.Field(last.SplitLeft(FingerprintLabel.Length).Remainder)]
                : []);
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

    // Terminal.Gui's field keeps what was typed as strings and in its undo history.
    private void DrawSecret(CellBuffer frame, Rect line)
    {
        var x = line.X + frame.Text(line.X, line.Y, "> ", Theme.Accent, line.Width);
        var room = Math.Max(0, line.Right - x - 1);
        var dots = new string('•', Math.Min(room, asking.Field.Text.EnumerateRunes().Count()));
        x += frame.Text(x, line.Y, dots, Theme.Text, room);
        frame.Text(x, line.Y, " ", Theme.Text.Reverse(), 1);
    }
}
