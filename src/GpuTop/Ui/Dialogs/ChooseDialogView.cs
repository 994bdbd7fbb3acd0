using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>A list of choices.</summary>
internal sealed class ChooseDialogView(AppState state, ChooseDialog choose) : DialogView
{
    private const int UsualBox = 76;
    private const int MostLinesOfChoice = 4;
    private const int Frame = 4;

    public override string Hint => (choose.IsAction, state.Width < NarrowScreen) switch
    {
        (true, true) => "↑ ↓   Enter   any other key closes",
        (true, false) => "↑ ↓ move   Enter takes it   any other key closes",
        (false, true) => "↑ ↓   Enter takes it   Esc closes",
        _ => "↑ ↓ move   Enter takes it   Esc closes",
    };

    public override bool ClosesOnClick => true;

    public override DialogLayout LayOut(int width, int height)
    {
        var widest = Math.Max(UsualBox, ChoiceLines.WidthOf(choose.Choices, KeyOf) + Frame);
        var lines = new ChoiceLines(
            [.. choose.Choices.Select(choice => ((string?)null, choice))],
            KeyOf,
            DialogLayout.InsideOf(DialogLayout.BoxOf(width, height, widest, 1)).Width,
            Math.Min(MostLinesOfChoice, DialogLayout.VisibleLines(height)));
        var box = DialogLayout.BoxOf(width, height, widest, lines.Count);
        var list = new DialogWidget.Lines(DialogLayout.InsideOf(box), lines.Count, lines.Draw)
        {
            ClickKey = KeyPress.Of(Key.Enter),
            Start = choose.Start,
            Entries = lines.Entries,
        };
        return new DialogLayout(box, choose.Title, _ => { }, [list]);
    }

    private string KeyOf(int index) => choose.Choices[index].KeyAt(index)?.ToString() ?? "";
}
