using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The search for GPUs: fields, the answer while they are edited, buttons. Low screens show two fields a line.</summary>
internal sealed class FindDialogView(AppState state, FindDialog dialog) : DialogView
{
    private const int WidestBox = 76;
    private const int LabelWidth = 16;
    private const int FieldWidth = 14;
    private const int AnswerLines = 2;
    private const char NoBreakBlank = '\u00A0';
    private const string ShareText = "also GPUs in use with room";

    // Five fields, the answer and the buttons with a blank line before each.
    private const int FieldLines = 5;

    // Fields in two columns, the answer, buttons.
    private const int LowFieldLines = 3;
    private const int LowLines = 6;

    private FindAnswer? _answer;

    // Not for the hint alone.
    private FindAnswer Answer => _answer ??= FindAnswer.Of(state, dialog);

    public override string Hint => state.Width < NarrowScreen
        ? "Enter shows   Alt-w Alt-c Alt-s   Esc"
        : "Tab next   ↑ ↓ change   Space marks   Enter shows the places   Esc cancels";

    public override DialogLayout LayOut(int width, int height)
    {
        var insideWidth = DialogLayout.InsideOf(DialogLayout.BoxOf(width, height, WidestBox, 1)).Width;
        var buttonLines = ButtonRow.LinesOf(Buttons(), insideWidth);
        var lines = FieldLines + 1 + AnswerLines + 1 + buttonLines;
        var isLow = lines > DialogLayout.VisibleLines(height);
        var box = DialogLayout.BoxOf(width, height, WidestBox, isLow ? LowLines : lines);
        var inside = DialogLayout.InsideOf(box);
        return (isLow ? LayOutLow(box, inside) : LayOutHigh(box, inside, buttonLines)) with
        {
            // The mark is between the third and the fourth field.
            Focus = dialog.InvalidField is { } field ? field + (field == FindDialog.TimeField ? 1 : 0) : null,
        };
    }

    private DialogLayout LayOutHigh(Rect box, Rect inside, int buttonLines)
    {
        var answer = new Rect(inside.X, inside.Y + FieldLines + 1, inside.Width, AnswerLines);
        var left = inside.X + LabelWidth;
        var hasNotes = inside.Width >= LabelWidth + FieldWidth + FieldWidth;
        Rect FieldAt(int line) => new(left, inside.Y + line, hasNotes ? FieldWidth : Math.Max(0, inside.Right - left), 1);
        return Of(
            box,
            frame =>
            {
                string[] labels = ["GPUs", "memory on each", "model", "share", "free for"];
                for (var i = 0; i < labels.Length; i++)
                {
                    frame.Text(inside.X, inside.Y + i, labels[i], Theme.Accent, LabelWidth);
                }

                if (hasNotes)
                {
                    DrawNotes(frame, new Rect(left + FieldWidth + 1, inside.Y, inside.Right - left - FieldWidth - 1, FieldLines));
                }

                DrawAnswer(frame, answer);
            },
            [FieldAt(0), FieldAt(1), FieldAt(2), FieldAt(4)],
            new Rect(left, inside.Y + 3, inside.Right - left, 1),
            ButtonRow.Place(inside.SplitBottom(buttonLines).Bottom, Buttons()));
    }

    private DialogLayout LayOutLow(Rect box, Rect inside)
    {
        var fieldLines = Math.Clamp(inside.Height - 1, 1, LowFieldLines);
        var hasButtons = inside.Height >= LowLines;
        var half = inside.Width / 2;
        var answer = new Rect(inside.X, inside.Y + fieldLines, inside.Width, inside.Height - fieldLines - (hasButtons ? 1 : 0));
        (string Label, int Column, int Line)[] places = [("GPUs ", 0, 0), ("each ", 1, 0), ("model ", 0, 1), ("for ", 1, 1)];
        Rect FieldAt((string Label, int Column, int Line) place) => place.Line >= fieldLines ? default
            : new(inside.X + (place.Column * half) + place.Label.Length, inside.Y + place.Line, half - place.Label.Length - 1, 1);
        return Of(
            box,
            frame =>
            {
                foreach (var (label, column, line) in places.Where(place => place.Line < fieldLines))
                {
                    frame.Text(inside.X + (column * half), inside.Y + line, label, Theme.Accent, half);
                }

                DrawAnswer(frame, answer);
            },
            [.. places.Select(FieldAt)],
            fieldLines < LowFieldLines ? default : inside.Row(2),
            ButtonRow.Place(hasButtons ? inside.Row(inside.Height - 1) : default, Buttons(), showsKeys: false));
    }

    private DialogLayout Of(
        Rect box, Action<CellBuffer> draw, ImmutableArray<Rect> fields, Rect share, ImmutableArray<DialogWidget> buttons) => new(
        box,
        "find GPUs on one server",
        draw,
        [
            new DialogWidget.Field(fields[0], dialog.Gpus) { Accepts = FindDialog.IsCount, Step = FindDialog.NextCount },
            new DialogWidget.Field(fields[1], dialog.Memory) { Step = FindDialog.NextMemory },
            new DialogWidget.Field(fields[2], dialog.Model) { Step = (text, step) => FindDialog.NextModel(state.Fleet, text, step) },
            new DialogWidget.Mark(share, FindDialog.ShareKey, ShareText, dialog.Share),
            new DialogWidget.Field(fields[3], dialog.FreeFor) { Step = FindDialog.NextTime },
            .. buttons,
        ]);

    private (KeyPress Key, string Label, Style Style)[] Buttons()
    {
        var canAct = Answer.Problem is null && !Answer.Places.IsEmpty ? Theme.Text : Theme.Rail;
        var all = new[]
        {
            (KeyPress.Of(Key.Enter), "show", canAct),
            (FindDialog.WaitKey, "wait", Answer.Problem is null ? Theme.Text : Theme.Rail),
            (FindDialog.CopyKey, "copy", canAct),
            (FindDialog.ShellKey, "shell", canAct),
        };
        return state.Options.ReadOnly ? all[..^1] : all;
    }

    private void DrawNotes(CellBuffer frame, Rect area)
    {
        var models = FindDialog.ModelsOf(state.Fleet, dialog.Model);
        var freeAfter = Duration.Show(state.Options.AvailabilityLimits.FreeAfter);
        string[] notes =
        [
            "on one server",
            "as 20G; empty for any",
            models.IsEmpty ? "" : string.Join(" · ", models),
            "",
            $"as 30s; empty for {freeAfter}",
        ];
        for (var i = 0; i < notes.Length; i++)
        {
            frame.TextEllipsis(area.X, area.Y + i, area.Width, notes[i], Theme.Secondary);
        }
    }

    private void DrawAnswer(CellBuffer frame, Rect area)
    {
        var style = Answer.Problem is not null ? Theme.Warning.Bold() : Answer.Places.IsEmpty ? Theme.Text : Theme.Good;
        var lines = Wrapping.Lines(Answer.Problem ?? Answer.Shortage ?? PlacesIn(area), area.Width);
        for (var i = 0; i < Math.Min(area.Height, lines.Length); i++)
        {
            var isCut = i == area.Height - 1 && i < lines.Length - 1;
            var text = isCut ? lines[i] + " " + lines[i + 1] : lines[i];
            frame.TextEllipsis(area.X, area.Y + i, area.Width, text.Replace(NoBreakBlank, ' '), style);
        }
    }

    // As many places as fit, with the count of the others.
    private string PlacesIn(Rect area)
    {
        var all = Answer.Places;
        for (var shown = all.Length; shown > 1; shown--)
        {
            if (Wrapping.Lines(TextOf(shown), area.Width).Length <= area.Height)
            {
                return TextOf(shown);
            }
        }

        return TextOf(1);
    }

    private string TextOf(int shown)
    {
        var more = Answer.Places.Length - shown;
        var places = Answer.Places.Take(shown).Select(FindAnswer.TextOf).Concat(more > 0 ? [$"+{more} more"] : []);
        return "now: " + string.Join(" · ", places.Select(place => place.Replace(' ', NoBreakBlank)));
    }
}
