using System.Text;
using GpuTop.TerminalDriver;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;
using GuiKey = Terminal.Gui.Input.Key;

namespace GpuTop.Ui;

/// <summary>A button: its key in brackets and its label.</summary>
internal sealed class ButtonView : Button, IWidgetView
{
    private DialogWidget.Button? _button;

    /// <summary>Makes the button.</summary>
    /// <param name="press">Called with its key when it is pressed.</param>
    public ButtonView(Action<KeyPress> press)
    {
        HotKeySpecifier = (Rune)0xFFFF; // none: labels may hold any character
        ShadowStyle = null;
        MouseHighlightStates = MouseState.None;
        KeyBindings.Remove(GuiKey.Space); // A key that is not offered: text that is typed blindly has blanks.
        Accepting += (_, accepting) =>
        {
            accepting.Handled = true;
            press(_button!.Key);
        };
    }

    /// <inheritdoc/>
    public void Show(DialogWidget widget)
    {
        _button = (DialogWidget.Button)widget;
        SetNeedsDraw();
    }

    /// <inheritdoc/>
    protected override bool OnClearingViewport() => true;

    /// <inheritdoc/>
    protected override bool OnDrawingText(DrawContext? context)
    {
        var (key, label, style) = (_button!.Key, _button.Label, _button.Style);
        Move(0, 0);
        Part(_button.ShowsKey ? $" [{key}] " : " ", Theme.Accent);
        Part(label + " ", style);
        return true;
    }

    private void Part(string text, TerminalDriver.Style style)
    {
        SetAttribute(GuiStyles.AttributeOf(HasFocus ? Theme.Selected(style) : style));
        AddStr(text);
    }
}
