using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>An input field with its cursor.</summary>
internal static class TextFieldView
{
    /// <summary>Draws from <paramref name="x"/> up to <paramref name="right"/>; the text before the cursor stays visible.</summary>
    public static void Draw(CellBuffer frame, int x, int y, int right, TextField field, bool hasKeys)
    {
        var before = field.Text.AsSpan(0, field.Cursor);
        while (UnicodeWidth.Of(before) > Math.Max(0, right - x - 2))
        {
            before = before[1..];
        }

        var written = frame.Text(x, y, before, Theme.Text, right - x);
        if (hasKeys && field.IsPreset)
        {
            frame.Restyle(new Rect(x, y, written, 1), 0, static (style, _) => style.Reverse());
        }

        x += written;
        var after = field.Text.AsSpan(field.Cursor);
        frame.Text(x, y, after.IsEmpty ? " " : after, Theme.Text, right - x);
        if (hasKeys)
        {
            frame.Restyle(new Rect(x, y, 1, 1), 0, static (style, _) => style.Reverse());
        }
    }
}
