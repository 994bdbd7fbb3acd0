using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The palette: a field for words, and what matches them.</summary>
internal sealed class PaletteDialogView(AppState state, PaletteDialog palette) : DialogView
{
    private const int WidestBox = 100;
    private const int MostLinesOfChoice = 6;
    private const string Mark = "> ";

    // Narrower boxes show only the first two keys or the first key of each action.
    private const int WidthOfAllKeys = 90;
    private const int WidthOfTwoKeys = 60;

    public override string Hint => state.Width < NarrowScreen
        ? "type a word   ↑ ↓   Enter   Esc"
        : "type what you look for   ↑ ↓ move   Enter does it   Esc closes";

    public override bool ClosesOnClick => true;

    public override DialogLayout LayOut(int width, int height)
    {
        // Of the same size whatever matches, so that it does not jump while words are typed.
        var box = DialogLayout.BoxOf(width, height, WidestBox, DialogLayout.VisibleLines(height));
        var inside = DialogLayout.InsideOf(box);
        var (top, rest) = inside.SplitTop(1);
        var matches = palette.Matches(state);
        return new DialogLayout(
            box,
            $"actions and keys of {state.View.ToString().ToLowerInvariant()}",
            frame => frame.Text(top.X, top.Y, Mark, Theme.Accent, top.Width),
            [new DialogWidget.Field(top.SplitLeft(Mark.Length).Remainder), matches.IsEmpty ? Nothing(rest) : Matches(rest, matches)]);
    }

    private static DialogWidget.Lines Nothing(Rect area) =>
        new(area, 1, (frame, line, _) => frame.Text(line.X, line.Y, "nothing matches", Theme.Secondary, line.Width))
        {
            TakesFocus = false,
        };

    private DialogWidget.Lines Matches(Rect area, ImmutableArray<Choice> matches)
    {
        var lines = new ChoiceLines(
            [.. matches.Select((choice, index) => (HeadingOf(matches, index), choice))],
            index => KeysOf(matches[index], area.Width),
            area.Width,
            Math.Min(MostLinesOfChoice, area.Height));
        return new(area, lines.Count, lines.Draw)
        {
            ClickKey = KeyPress.Of(Key.Enter),
            Content = palette.Text,
            Entries = lines.Entries,
            TakesFocus = false,
        };
    }

    private static string KeysOf(Choice choice, int width) => string.Join(
        ' ',
        new[] { choice.Key }.Concat(choice.OtherKeys).Take(width < WidthOfTwoKeys ? 1 : width < WidthOfAllKeys ? 2 : int.MaxValue));

    private string? HeadingOf(ImmutableArray<Choice> matches, int index)
    {
        var group = matches[index].Group;
        return palette.IsFiltered || (index > 0 && matches[index - 1].Group == group) ? null : group switch
        {
            ActionGroup.Item => SelectionLookup.Of(state) is null
                ? "for the selected item"
                : $"for the selected item: {ActionMenu.TitleOf(state)}",
            ActionGroup.Commands => "your own commands",
            ActionGroup.View => "this view",
            ActionGroup.Look => "look",
            ActionGroup.Move => "move",
            ActionGroup.Elsewhere => "elsewhere",
            ActionGroup.Servers => "servers",
            ActionGroup.FilterWords => "words of the filter",
            ActionGroup.Signs => "signs and colours",
            _ => "mouse",
        };
    }
}
