using GpuTop.TerminalDriver;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using GuiKey = Terminal.Gui.Input.Key;

namespace GpuTop.Ui;

/// <summary>A mark that Space or a click turns on or off: <c>[x] label</c>. Terminal.Gui's check box has glyphs and hot keys of its
/// own.</summary>
internal sealed class MarkView : View, IWidgetView
{
    private readonly Action<KeyPress> _press;
    private DialogWidget.Mark? _mark;

    /// <summary>Makes the mark.</summary>
    /// <param name="press">Called with its key when it is turned on or off.</param>
    public MarkView(Action<KeyPress> press)
    {
        _press = press;
        CanFocus = true;
        KeyBindings.Clear();
    }

    /// <inheritdoc/>
    public void Show(DialogWidget widget)
    {
        _mark = (DialogWidget.Mark)widget;
        SetNeedsDraw();
    }

    /// <inheritdoc/>
    protected override bool OnKeyDown(GuiKey key)
    {
        if (key != GuiKey.Space)
        {
            return base.OnKeyDown(key);
        }

        _press(_mark!.Key);
        return true;
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed))
        {
            return base.OnMouseEvent(mouse);
        }

        SetFocus();
        _press(_mark!.Key);
        return true;
    }

    /// <inheritdoc/>
    protected override bool OnClearingViewport() => true;

    /// <inheritdoc/>
    protected override bool OnDrawingText(DrawContext? context)
    {
        Move(0, 0);
        var style = HasFocus ? Theme.Selected(Theme.Text) : Theme.Text;
        SetAttribute(GuiStyles.AttributeOf(_mark!.IsOn ? style.Bold() : style));
        AddStr($"[{(_mark.IsOn ? "x" : " ")}] {_mark.Label}");
        SetAttribute(GuiStyles.AttributeOf(Theme.Text));
        AddStr(new string(' ', Math.Max(0, Viewport.Width - _mark.Label.Length - "[x] ".Length)));
        return true;
    }
}
