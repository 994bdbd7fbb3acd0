using GpuTop.State;
using GpuTop.Terminal;

namespace GpuTop.View;

/// <summary>A line above a table that says what is left out of it or marked in it; drawn only when there is something to say.</summary>
internal static class ListStatus
{
    /// <summary>The area below the line.</summary>
    /// <param name="frame">Where to draw.</param>
    /// <param name="area">Of line and table.</param>
    /// <param name="state">Whose list it is.</param>
    /// <param name="parts">What else is to be said; empty parts are left out.</param>
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
