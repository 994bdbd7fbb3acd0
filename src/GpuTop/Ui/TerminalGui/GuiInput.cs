using System.Text;
using GpuTop.TerminalDriver;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using GuiKey = Terminal.Gui.Input.Key;
using Key = GpuTop.TerminalDriver.Key;

namespace GpuTop.Ui;

/// <summary>Input of the terminal as Terminal.Gui's, and back.</summary>
internal static class GuiInput
{
    private static readonly Dictionary<Key, KeyCode> Codes = new (Key Ours, KeyCode Theirs)[]
    {
        (Key.Enter, KeyCode.Enter), (Key.Tab, KeyCode.Tab), (Key.Backspace, KeyCode.Backspace), (Key.Escape, KeyCode.Esc),
        (Key.Up, KeyCode.CursorUp), (Key.Down, KeyCode.CursorDown), (Key.Left, KeyCode.CursorLeft), (Key.Right, KeyCode.CursorRight),
        (Key.Home, KeyCode.Home), (Key.End, KeyCode.End), (Key.PageUp, KeyCode.PageUp), (Key.PageDown, KeyCode.PageDown),
        (Key.Insert, KeyCode.Insert), (Key.Delete, KeyCode.Delete), (Key.F1, KeyCode.F1), (Key.F2, KeyCode.F2), (Key.F3, KeyCode.F3),
        (Key.F4, KeyCode.F4), (Key.F5, KeyCode.F5), (Key.F6, KeyCode.F6), (Key.F7, KeyCode.F7), (Key.F8, KeyCode.F8), (Key.F9, KeyCode.F9),
        (Key.F10, KeyCode.F10), (Key.F11, KeyCode.F11), (Key.F12, KeyCode.F12),
    }.ToDictionary(pair => pair.Ours, pair => pair.Theirs);

    private const MouseFlags DragFlags = MouseFlags.LeftButtonPressed | MouseFlags.PositionReport;

    /// <summary>Raises an event for the view that has the focus or lies under the mouse; false for other kinds of events.</summary>
    public static bool Raise(this IInputProcessor input, InputEvent raised)
    {
        switch (raised)
        {
            case KeyPress key:
                input.RaiseKeyDownEvent(Of(key));
                return true;
            case KeyInText typed:
                input.RaiseKeyDownEvent(Of(typed.Key));
                return true;
            case TerminalDriver.MouseInput { Action: MouseAction.Click } mouse:
                // The decoder reports presses only; a button acts on the release.
                input.RaiseMouseEventParsed(Of(mouse, MouseFlags.LeftButtonPressed));
                input.RaiseMouseEventParsed(Of(mouse, MouseFlags.LeftButtonReleased));
                return true;
            case TerminalDriver.MouseInput mouse:
                input.RaiseMouseEventParsed(Of(mouse, mouse.Action switch
                {
                    MouseAction.WheelUp => MouseFlags.WheeledUp,
                    MouseAction.WheelDown => MouseFlags.WheeledDown,
                    MouseAction.Drag => DragFlags,
                    _ => MouseFlags.RightButtonPressed,
                }));
                return true;
            case Pasted pasted:
                input.RaisePasteEvent(pasted.Text);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The name of a key in the table of keys; null for one that has none.</summary>
    public static KeyPress? Of(GuiKey key)
    {
        var held = (key.IsCtrl ? Modifiers.Control : Modifiers.None) | (key.IsAlt ? Modifiers.Alt : Modifiers.None);
        var bare = key.KeyCode & ~(KeyCode.CtrlMask | KeyCode.AltMask | KeyCode.ShiftMask);
        foreach (var (named, code) in Codes)
        {
            if (code == bare)
            {
                return KeyPress.Of(named, held | (key.IsShift ? Modifiers.Shift : Modifiers.None));
            }
        }

        var rune = key.IsCtrl ? Rune.ToLowerInvariant(new Rune((int)bare)) : key.NoAlt.AsRune;
        return rune.Value == 0 ? null : new KeyPress(Key.Character, rune, held);
    }

    /// <summary>The event of the mouse; null for one that is not used.</summary>
    public static TerminalDriver.MouseInput? Of(Mouse mouse)
    {
        MouseAction? action = mouse.Flags.HasFlag(DragFlags) ? MouseAction.Drag
            : mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) ? MouseAction.Click
            : mouse.Flags.HasFlag(MouseFlags.RightButtonPressed) ? MouseAction.RightClick
            : mouse.Flags.HasFlag(MouseFlags.WheeledUp) ? MouseAction.WheelUp
            : mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? MouseAction.WheelDown
            : null;
        return action is { } known ? new(known, mouse.ScreenPosition.X, mouse.ScreenPosition.Y) : null;
    }

    private static Mouse Of(TerminalDriver.MouseInput mouse, MouseFlags flags) =>
        new() { Flags = flags, ScreenPosition = new(mouse.X, mouse.Y), Timestamp = TimeProvider.System.GetLocalNow().DateTime };

    internal static GuiKey Of(KeyPress press)
    {
        // A letter is the code of its capital; the capital itself has Shift.
        var key = press.Key != Key.Character ? new GuiKey(Codes[press.Key])
            : press.Rune.IsBmp ? new GuiKey((char)press.Rune.Value)
            : new GuiKey((KeyCode)press.Rune.Value);
        key = press.Modifiers.HasFlag(Modifiers.Shift) ? key.WithShift : key;
        key = press.Modifiers.HasFlag(Modifiers.Control) ? key.WithCtrl : key;
        return press.Modifiers.HasFlag(Modifiers.Alt) ? key.WithAlt : key;
    }
}
