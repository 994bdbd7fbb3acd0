using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>Places the buttons of a dialog.</summary>
internal static class ButtonRow
{
    private const int Gap = 2;

    /// <summary>Lines that the buttons take: one when they fit side by side, else one for each.</summary>
    public static int LinesOf(IReadOnlyCollection<(KeyPress Key, string Label, Style Style)> buttons, int width) =>
        buttons.Sum(button => WidthOf(button.Key, button.Label) + Gap) - Gap <= width ? 1 : buttons.Count;

    /// <summary>The buttons in an area of so many lines.</summary>
    /// <param name="area">The area.</param>
    /// <param name="buttons">The buttons.</param>
    /// <param name="showsKeys">Whether their keys are drawn.</param>
    public static ImmutableArray<DialogWidget> Place(
        Rect area, IReadOnlyList<(KeyPress Key, string Label, Style Style)> buttons, bool showsKeys = true)
    {
        var placed = ImmutableArray.CreateBuilder<DialogWidget>();
        var x = area.X;
        for (var i = 0; i < buttons.Count; i++)
        {
            var (key, label, style) = buttons[i];
            var line = area.Row(area.Height > 1 ? i : 0);
            x = area.Height > 1 ? area.X : x;
            var width = showsKeys ? WidthOf(key, label) : UnicodeWidth.Of(label) + 2;
            placed.Add(new DialogWidget.Button(new Rect(x, line.Y, width, 1).Intersect(line), key, label, style) { ShowsKey = showsKeys });
            x += width + Gap;
        }

        return placed.ToImmutable();
    }

    // " [t] terminate "
    private static int WidthOf(KeyPress key, string label) => UnicodeWidth.Of(key.ToString()) + UnicodeWidth.Of(label) + 5;
}
