using GpuTop.TerminalDriver;
using Terminal.Gui.Input;
using GuiKey = Terminal.Gui.Input.Key;
using Key = GpuTop.TerminalDriver.Key;

namespace GpuTop.Ui;

/// <summary>Lines to scroll, or a list to select from. Terminal.Gui's list takes letters for a search and draws its own marks.</summary>
internal sealed class LinesView : CanvasView, IWidgetView
{
    private const int LinesOfWheel = 3;

    private readonly Action<KeyPress> _press;
    private readonly Action _moved;
    private DialogWidget.Lines? _lines;
    private int _top;

    /// <summary>Makes an empty list.</summary>
    /// <param name="styles">Styles and glyphs of the output.</param>
    /// <param name="press">Called with a key that stands for a click.</param>
    /// <param name="moved">Called after it was scrolled.</param>
    public LinesView(GuiStyles styles, Action<KeyPress> press, Action moved)
        : base(styles)
    {
        (_press, _moved) = (press, moved);
        CanFocus = true;
        KeyBindings.Clear(); // Enter and Space would end the dialog.
    }

    /// <summary>Index of the selected entry; 0 when lines can't be selected.</summary>
    public int Selected { get; private set; }

    private bool IsList => _lines?.ClickKey is not null;

    private int EntryCount => _lines!.Entries.IsEmpty ? _lines.Count : _lines.Entries.Length;

    private int VisibleCount => Math.Max(1, _lines!.Area.Height);

    /// <inheritdoc/>
    public void Show(DialogWidget widget)
    {
        var last = _lines;
        _lines = (DialogWidget.Lines)widget;
        CanFocus = _lines.TakesFocus;
        MoveTo(last is null || !Equals(last.Content, _lines.Content) ? _lines.Start : IsList ? Selected : _top);
    }

    /// <summary>Draws the counts of lines above and below into the border.</summary>
    public void DrawCounts(CellBuffer frame, Rect area)
    {
        if (_top > 0)
        {
            frame.TextRight(area.X, area.Y - 1, area.Width, $" ↑ {_top} more ", Theme.Warning);
        }

        if (_lines!.Count - _top - VisibleCount is > 0 and var below)
        {
            frame.TextRight(area.X, area.Bottom, area.Width, $" ↓ {below} more ", Theme.Warning);
        }
    }

    /// <inheritdoc/>
    protected override void Draw(CellBuffer canvas)
    {
        for (var i = 0; i < Math.Min(VisibleCount, _lines!.Count - _top); i++)
        {
            var line = canvas.Area.Row(i);
            _lines.DrawLine(canvas, line, _top + i);
            if (IsSelected(_top + i))
            {
                canvas.Restyle(line, 0, static (style, _) => Theme.Selected(style));
            }
        }
    }

    /// <summary>Handles a key that scrolls or selects; false for another key.</summary>
    public bool Scrolls(GuiKey key)
    {
        var press = GuiInput.Of(key);
        var isLetter = !IsList || _lines!.AdvancesOnSpace;
        int? by = press switch
        {
            { Key: Key.Down } => 1,
            { Key: Key.Up } => -1,
            { Key: Key.PageDown } => IsList ? Page(VisibleCount) : VisibleCount,
            { Key: Key.PageUp } => IsList ? Page(-VisibleCount) : -VisibleCount,
            { Key: Key.Home } => -_lines!.Count,
            { Key: Key.End } => _lines!.Count,
            { Rune.Value: 'j' } when isLetter => 1,
            { Rune.Value: 'k' } when isLetter => -1,
            _ => null,
        };
        if (by is { } step)
        {
            MoveTo((IsList ? Selected : _top) + step);
            return true;
        }

        return false;
    }

    /// <inheritdoc/>
    protected override bool OnKeyDown(GuiKey key)
    {
        if (Scrolls(key))
        {
            return true;
        }

        var press = GuiInput.Of(key);
        if (press == KeyPress.Of(' ') && _lines!.AdvancesOnSpace)
        {
            _press(press!);
            MoveTo(Selected + 1);
            return true;
        }

        return base.OnKeyDown(key);
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        var wheel = mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? 1 : mouse.Flags.HasFlag(MouseFlags.WheeledUp) ? -1 : 0;
        if (wheel != 0)
        {
            MoveTo((IsList ? Selected : _top) + (wheel * LinesOfWheel));
            return true;
        }

        if (IsList && mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) && mouse.Position is { } at
            && EntryAt(_top + at.Y) is { } clicked)
        {
            MoveTo(clicked);
            _press(_lines!.ClickKey!);
            return true;
        }

        return base.OnMouseEvent(mouse);
    }

    private void MoveTo(int position)
    {
        var end = Math.Max(0, _lines!.Count - VisibleCount);
        if (IsList)
        {
            Selected = Math.Clamp(position, 0, Math.Max(0, EntryCount - 1));
            var (first, last) = RangeOf(Selected);
            _top = Math.Min(Math.Clamp(_top, Math.Max(0, last - VisibleCount), first), end);
        }
        else
        {
            _top = Math.Clamp(position, 0, end);
        }

        SetNeedsDraw();
        _moved();
    }

    // The lines to show with an entry: from the heading above it where there is room.
    private (int First, int Last) RangeOf(int entry)
    {
        if (EntryCount == 0)
        {
            return (0, 0);
        }

        var (top, height) = LinesOf(entry);
        var last = Math.Min(top + height, top + VisibleCount);
        var heading = entry == 0 ? 0 : LinesOf(entry - 1).Top + LinesOf(entry - 1).Height;
        return (last - heading <= VisibleCount ? heading : top, last);
    }

    // Entries to the one that is so many lines below; at least one.
    private int Page(int lines)
    {
        var line = LinesOf(Selected).Top + lines;
        var entry = Enumerable.Range(0, EntryCount).LastOrDefault(index => LinesOf(index).Top <= line);
        return lines > 0 ? Math.Max(1, entry - Selected) : Math.Min(-1, entry - Selected);
    }

    private (int Top, int Height) LinesOf(int entry) => _lines!.Entries.IsEmpty ? (entry, 1) : _lines.Entries[entry];

    private bool IsSelected(int line) =>
        IsList && LinesOf(Selected) is var (top, height) && line >= top && line < top + height;

    // Null for a line that is part of none.
    private int? EntryAt(int line)
    {
        if (_lines!.Entries.IsEmpty)
        {
            return line < _lines.Count ? line : null;
        }

        var entry = _lines.Entries.ToList().FindIndex(lines => line >= lines.Top && line < lines.Top + lines.Height);
        return entry < 0 ? null : entry;
    }
}
