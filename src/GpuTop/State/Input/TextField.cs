using System.Text;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>An editable line of text.</summary>
/// <param name="Text">The text.</param>
/// <param name="Cursor">UTF-16 position of the cursor in it, 0 to its length.</param>
public sealed record TextField(string Text, int Cursor)
{
    private const int LongestText = 4096;

    /// <summary>A field with the cursor after the text.</summary>
    public static TextField Of(string text) => new(text, text.Length);

    /// <summary>The field after a key; null for keys that it does not handle (Enter, Esc, Tab, Up, Down, F-keys).</summary>
    public TextField? Press(KeyPress key) => key switch
    {
        { Key: Key.Left } => this with { Cursor = Before() },
        { Key: Key.Right } => this with { Cursor = After() },
        { Key: Key.Home } or { Rune.Value: 'a', Modifiers: Modifiers.Control } => this with { Cursor = 0 },
        { Key: Key.End } or { Rune.Value: 'e', Modifiers: Modifiers.Control } => this with { Cursor = Text.Length },
        { Key: Key.Backspace } => new TextField(Text.Remove(Before(), Cursor - Before()), Before()),
        { Key: Key.Delete } => this with { Text = Text.Remove(Cursor, After() - Cursor) },
        { Rune.Value: 'u', Modifiers: Modifiers.Control } => new TextField(Text[Cursor..], 0),
        { Rune.Value: 'w', Modifiers: Modifiers.Control } => new TextField(Text.Remove(WordBefore(), Cursor - WordBefore()), WordBefore()),
        { Key: Key.Character, Modifiers: Modifiers.None } => Insert(key.Rune.ToString()),
        _ => null,
    };

    /// <summary>The field with text inserted at the cursor, without control characters; unchanged when the result would be too
    /// long.</summary>
    public TextField Insert(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune))
            {
                clean.Append(rune);
            }
        }

        return Text.Length + clean.Length > LongestText || clean.Length == 0 ? this
            : new TextField(Text.Insert(Cursor, clean.ToString()), Cursor + clean.Length);
    }

    private int Before() => Cursor == 0 ? 0 : Cursor - (Cursor > 1 && char.IsLowSurrogate(Text[Cursor - 1]) ? 2 : 1);

    private int After() =>
        Cursor == Text.Length ? Cursor : Cursor + (char.IsHighSurrogate(Text[Cursor]) && Cursor + 1 < Text.Length ? 2 : 1);

    private int WordBefore()
    {
        var end = Text.AsSpan(0, Cursor).TrimEnd(' ').Length;
        return Text.AsSpan(0, end).LastIndexOf(' ') + 1;
    }
}
