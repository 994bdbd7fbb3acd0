using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>An input field with its cursor.</summary>
internal static class TextFieldView
{
    /// <summary>Draws from <paramref name="x"/> up to <paramref name="right"/>; the text before the cursor stays visible.</summary>
    public static void Draw(CellBuffer frame, int x, int y, int right, TextField field)
    {
        var before = field.Text.AsSpan(0, field.Cursor);
        while (UnicodeWidth.Of(before) > Math.Max(0, right - x - 2))
        {
            before = before[1..];
        }

        x += frame.Text(x, y, before, Theme.Text, right - x);
        var after = field.Text.AsSpan(field.Cursor);
        frame.Text(x, y, after.IsEmpty ? " " : after, Theme.Text, right - x);
        frame.Restyle(new Rect(x, y, 1, 1), 0, static (style, _) => style.Reverse());
    }
}
