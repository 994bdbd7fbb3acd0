using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The line above a table with filter, marks and other restrictions; hidden when there are none.</summary>
internal static class ListStatus
{
    /// <summary>Draws the line; returns the area below it.</summary>
    /// <param name="frame">Where to draw.</param>
    /// <param name="area">The area of line and table.</param>
    /// <param name="state">The state with the list.</param>
    /// <param name="parts">Further parts; empty ones are skipped.</param>
    public static Rect Draw(CellBuffer frame, Rect area, AppState state, params ReadOnlySpan<string?> parts)
    {
        var (line, rest) = area.SplitTop(1);
        var list = state.ListOf(state.View);
        var x = line.X + 2;
        x = Part(frame, x, line, list.FilterText.Length == 0 ? null : $"filter {list.FilterText}", Theme.Warning);
        x = Part(frame, x, line, list.Tagged.IsEmpty ? null : $"{list.Tagged.Count} marked", Theme.Warning);
        foreach (var part in parts)
        {
            x = Part(frame, x, line, part, Theme.Secondary);
        }

        return x > line.X + 2 && area.Height > 3 ? rest : area;
    }

    private static int Part(CellBuffer frame, int x, Rect line, string? text, Style style) =>
        string.IsNullOrEmpty(text) ? x : x + frame.TextEllipsis(x, line.Y, line.Right - x, text, style) + 3;
}
