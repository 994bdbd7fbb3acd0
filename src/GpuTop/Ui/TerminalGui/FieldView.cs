using GpuTop.TerminalDriver;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.Views;
using Attribute = Terminal.Gui.Drawing.Attribute;
using GuiKey = Terminal.Gui.Input.Key;
using Key = GpuTop.TerminalDriver.Key;

namespace GpuTop.Ui;

/// <summary>A text field.</summary>
internal sealed class FieldView : TextField, IWidgetView
{
    private readonly Action<KeyPress> _press;
    private DialogWidget.Field? _field;

    /// <summary>Makes the field.</summary>
    /// <param name="press">Called with a key that it does not take.</param>
    /// <param name="edited">Called after its text has changed.</param>
    public FieldView(Action<KeyPress> press, Action edited)
    {
        _press = press;
        KeyBindings.Remove(GuiKey.Enter);
        KeyBindings.ReplaceCommands(GuiKey.A.WithCtrl, Command.LeftStart);
        KeyBindings.ReplaceCommands(GuiKey.U.WithCtrl, Command.CutToStartOfLine);
        KeyBindings.ReplaceCommands(GuiKey.W.WithCtrl, Command.KillWordLeft);
        // As in readline; Ctrl-Z stops the program.
        KeyBindings.ReplaceCommands(new GuiKey('_').WithCtrl, Command.Undo);
        TextChanging += (_, changing) => changing.Handled = _field is { } field && !field.Accepts(changing.Result ?? "");
        TextChanged += (_, _) => edited();
    }

    /// <inheritdoc/>
    public void Show(DialogWidget widget)
    {
        var isFirst = _field is null;
        _field = (DialogWidget.Field)widget;
        if (isFirst)
        {
            Text = _field.Start;
            SelectAll();
        }
    }

    /// <inheritdoc/>
    protected override bool OnKeyDown(GuiKey key)
    {
        var step = key == GuiKey.CursorUp ? 1 : key == GuiKey.CursorDown ? -1 : 0;
        if (step != 0)
        {
            if (_field!.Step is not { } next)
            {
                return false;
            }

            Text = next(Text, step);
            SelectAll();
            return true;
        }

        if (GuiInput.Of(key) is { Key: Key.Character, Modifiers: Modifiers.None } press && !_field!.Accepts(press.Rune.ToString()))
        {
            _press(press);
            return true;
        }

        return base.OnKeyDown(key);
    }

    /// <inheritdoc/>
    protected override bool OnGettingAttributeForRole(in VisualRole role, ref Attribute currentAttribute)
    {
        var style = role is VisualRole.Active or VisualRole.Highlight ? Theme.Text.Reverse() : Theme.Text.Underline();
        currentAttribute = GuiStyles.AttributeOf(style);
        return true;
    }
}
