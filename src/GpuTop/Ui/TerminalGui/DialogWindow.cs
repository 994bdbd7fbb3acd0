using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.TerminalDriver;
using Terminal.Gui.Drawing;
using Terminal.Gui.ViewBase;
using GuiKey = Terminal.Gui.Input.Key;

namespace GpuTop.Ui;

/// <summary>The Terminal.Gui dialog of a <see cref="DialogView"/>: its widgets edit, scroll and move the focus by themselves.</summary>
internal sealed class DialogWindow : global::Terminal.Gui.Views.Dialog
{
    private readonly Action<KeyPress, DialogValues> _press;
    private readonly Action<DialogValues> _edited;
    private readonly GuiStyles _styles;
    private readonly DrawnView _canvas;
    private readonly List<(DialogWidget Widget, View View)> _widgets = [];
    private DialogLayout? _layout;
    private bool _isBuilding;

    /// <summary>Makes an empty dialog.</summary>
    /// <param name="styles">Styles and glyphs of the output.</param>
    /// <param name="press">Called with a key that no widget takes, and with the key that stands for a button or line.</param>
    /// <param name="edited">Called after the user edited a field.</param>
    public DialogWindow(GuiStyles styles, Action<KeyPress, DialogValues> press, Action<DialogValues> edited)
    {
        (_styles, _press, _edited) = (styles, press, edited);
        BorderStyle = LineStyle.None;
        ShadowStyle = null;
        _canvas = new DrawnView(styles, Draw) { Width = Dim.Fill()!, Height = Dim.Fill()!, CanFocus = false };
        Add(_canvas);
    }

    /// <summary>What the fields and the list hold.</summary>
    public DialogValues Values => new(
        _widgets.Select(widget => widget.View).OfType<LinesView>().FirstOrDefault()?.Selected ?? 0,
        [.. _widgets.Select(widget => widget.View).OfType<FieldView>().Select(view => view.Text)]);

    /// <summary>Whether a field has the focus, which takes text.</summary>
    public bool IsInField => MostFocused is FieldView;

    /// <summary>Whether a widget that takes clicks is at a position of the screen.</summary>
    public bool HasWidgetAt(int x, int y) => _widgets.Any(placed =>
        placed.Widget is not DialogWidget.Lines { ClickKey: null }
        && placed.Widget.Area.Contains(x - _layout!.Box.X, y - _layout.Box.Y));

    /// <summary>Gives the focus to the first widget.</summary>
    public void FocusFirst() => _widgets.FirstOrDefault().View?.SetFocus();

    /// <summary>Shows another content of the same dialog.</summary>
    public void Show(DialogLayout layout)
    {
        var box = layout.Box;
        (X, Y, Width, Height) = (box.X, box.Y, box.Width, box.Height);
        var hasMoved = layout.Focus is not null && layout.Focus != _layout?.Focus;
        _layout = layout;
        Place(layout.Widgets);
        if (hasMoved)
        {
            _widgets[layout.Focus!.Value].View.SetFocus();
        }

        _canvas.SetNeedsDraw();
    }

    /// <inheritdoc/>
    protected override bool OnKeyDown(GuiKey key)
    {
        if (Direction(key) is { } direction && _widgets.Count > 1)
        {
            AdvanceFocus(direction, TabBehavior.TabStop);
        }
        else if (!_widgets.Any(widget => widget.View is LinesView { HasFocus: false } lines && lines.Scrolls(key)) // below a field
            && GuiInput.Of(key) is { } press)
        {
            Press(press);
        }

        return true; // Esc would end the dialog by itself.
    }

    // Arrows move between buttons and marks.
    private NavigationDirection? Direction(GuiKey key) =>
        key == GuiKey.Tab ? NavigationDirection.Forward
        : key == GuiKey.Tab.WithShift ? NavigationDirection.Backward
        : MostFocused is not (ButtonView or MarkView) ? null
        : key == GuiKey.CursorRight || key == GuiKey.CursorDown ? NavigationDirection.Forward
        : key == GuiKey.CursorLeft || key == GuiKey.CursorUp ? NavigationDirection.Backward
        : null;

    private void Place(ImmutableArray<DialogWidget> widgets)
    {
        _isBuilding = true;
        if (!widgets.Select(widget => widget.GetType()).SequenceEqual(_widgets.Select(placed => placed.Widget.GetType())))
        {
            Rebuild(widgets);
        }

        for (var i = 0; i < widgets.Length; i++)
        {
            var (widget, view) = (widgets[i], _widgets[i].View);
            _widgets[i] = (widget, view);
            var area = widget.Area;
            (view.X, view.Y, view.Width, view.Height) = (area.X, area.Y, area.Width, area.Height);
            ((IWidgetView)view).Show(widget);
        }

        _isBuilding = false;
    }

    private void Rebuild(ImmutableArray<DialogWidget> widgets)
    {
        foreach (var (_, view) in _widgets)
        {
            Remove(view);
            view.Dispose();
        }

        _widgets.Clear();
        foreach (var widget in widgets)
        {
            View view = widget switch
            {
                DialogWidget.Button => new ButtonView(Press),
                DialogWidget.Field => new FieldView(Press, Edited),
                DialogWidget.Mark => new MarkView(Press),
                _ => new LinesView(_styles, Press, _canvas.SetNeedsDraw),
            };
            _widgets.Add((widget, view));
            Add(view);
        }
    }

    private void Press(KeyPress key) => _press(key, Values);

    private void Edited()
    {
        if (!_isBuilding)
        {
            _edited(Values);
        }
    }

    private void Draw(CellBuffer frame)
    {
        _layout?.Draw(frame);
        foreach (var (widget, view) in _widgets)
        {
            if (view is LinesView lines)
            {
                lines.DrawCounts(frame, widget.Area);
            }
        }
    }
}
