using System.Text;

namespace GpuTop.TerminalDriver;

/// <summary>An event from the terminal: one of the records in this file.</summary>
public abstract record InputEvent
{
    private protected InputEvent()
    {
    }
}

/// <summary>A key press or its repetition.</summary>
/// <param name="Key">The key.</param>
/// <param name="Rune">The character when <paramref name="Key"/> is <see cref="Key.Character"/>, else U+0000.</param>
/// <param name="Modifiers">Modifier keys held.</param>
public sealed record KeyPress(Key Key, Rune Rune, Modifiers Modifiers = Modifiers.None) : InputEvent
{
    /// <summary>A key that types no character.</summary>
    public static KeyPress Of(Key key, Modifiers modifiers = Modifiers.None) => new(key, default, modifiers);

    /// <summary>A key that types <paramref name="character"/>.</summary>
    public static KeyPress Of(char character, Modifiers modifiers = Modifiers.None) =>
        new(Key.Character, new Rune(character), modifiers);

    /// <summary>True for keys that pasted text can contain: a character, Enter, Tab or Backspace without modifiers.</summary>
    internal bool IsOfText => Modifiers == Modifiers.None && Key is Key.Character or Key.Enter or Key.Tab or Key.Backspace;

    /// <summary>The display name: <c>q</c>, <c>Ctrl-C</c>, <c>Shift-Tab</c>, <c>PgUp</c>, <c>Space</c>.</summary>
    public override string ToString()
    {
        var key = Key switch
        {
            Key.Character when Rune.Value == ' ' => "Space",
            Key.Character when Modifiers.HasFlag(Modifiers.Control) => Rune.ToUpperInvariant(Rune).ToString(),
            Key.Character => Rune.ToString(),
            Key.PageUp => "PgUp",
            Key.PageDown => "PgDn",
            Key.Escape => "Esc",
            Key.Insert => "Ins",
            Key.Delete => "Del",
            _ => Key.ToString(),
        };
        return $"{Held(Modifiers.Control, "Ctrl-")}{Held(Modifiers.Alt, "Alt-")}{Held(Modifiers.Shift, "Shift-")}{key}";
    }

    private string Held(Modifiers modifier, string name) => Modifiers.HasFlag(modifier) ? name : "";
}

/// <summary>A key that arrived together with others, as in a paste without bracketed-paste marks.</summary>
/// <param name="Key">The key.</param>
public sealed record KeyInText(KeyPress Key) : InputEvent;

/// <summary>The kinds of mouse input that gputop uses.</summary>
public enum MouseAction
{
    /// <summary>Press of the left button.</summary>
    Click,

    /// <summary>The right button was pressed.</summary>
    RightClick,

    /// <summary>A move with the left button held.</summary>
    Drag,

    /// <summary>One notch of the wheel up.</summary>
    WheelUp,

    /// <summary>One notch of the wheel down.</summary>
    WheelDown,
}

/// <summary>A click, a move or a turn of the wheel over the frame.</summary>
/// <param name="Action">Kind of the input.</param>
/// <param name="X">Column, from 0.</param>
/// <param name="Y">Row, from 0.</param>
public sealed record MouseInput(MouseAction Action, int X, int Y) : InputEvent;

/// <summary>Pasted text, which must not be interpreted as keys; may contain new lines and control characters.</summary>
/// <param name="Text">The text.</param>
public sealed record Pasted(string Text) : InputEvent;

/// <summary>A change of the keyboard focus of the terminal's window or pane.</summary>
/// <param name="HasFocus">True when focused.</param>
public sealed record FocusChanged(bool HasFocus) : InputEvent;

/// <summary>A terminal's reply to a query, for example of its colours.</summary>
/// <param name="Text">The whole control sequence.</param>
public sealed record Reply(string Text) : InputEvent;

/// <summary>The terminal's size, after a resize and after the terminal is taken again; requires a full redraw.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public sealed record Resized(int Width, int Height) : InputEvent;
