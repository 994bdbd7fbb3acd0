using System.Text;

namespace GpuTop.TerminalDriver;

/// <summary>Decodes one complete control sequence (<c>ESC [ parameters final</c>): invisible-island.net/xterm/ctlseqs,
/// linux console_codes(4), the CSI u form of modern terminals.</summary>
internal static class ControlSequence
{
    private const int MaxParameters = 8;
    private const int MaxLength = 64;

    /// <summary>Length of the sequence at the start of <paramref name="bytes"/>; null when it is incomplete.</summary>
    public static int? Length(ReadOnlySpan<byte> bytes)
    {
        var end = 2;
        while (end < bytes.Length && end < MaxLength && bytes[end] is >= 0x20 and <= 0x3F)
        {
            end++;
        }

        if (end == MaxLength)
        {
            return end;
        }

        if (end == bytes.Length)
        {
            return null;
        }

        // A byte that cannot end a sequence begins the next one; Linux's console sends ESC [ [ A for F1, and the mouse of
        // terminals older than SGR 1006 three bytes after ESC [ M.
        var length = bytes[end] is < 0x40 or > 0x7E ? end
            : end == 2 && bytes[end] == '[' ? 4
            : end == 2 && bytes[end] == 'M' ? 6
            : end + 1;
        return length <= bytes.Length ? length : null;
    }

    /// <summary>The event; null for an unknown sequence.</summary>
    public static InputEvent? Decode(ReadOnlySpan<byte> bytes, Modifiers held)
    {
        if (bytes.Length < 3)
        {
            return null;
        }

        var final = bytes[^1];
        if (bytes[2] == '[')
        {
            return final is >= (byte)'A' and <= (byte)'E' ? KeyPress.Of(Key.F1 + (final - 'A'), held) : null;
        }

        if (bytes[2] == 'M' && bytes.Length == 6)
        {
            return Mouse(bytes[3] - 32, bytes[4] - 33, bytes[5] - 33, isRelease: false);
        }

        if (final is < 0x40 or > 0x7E)
        {
            return null;
        }

        var isPrivate = bytes[2] is >= (byte)'<' and <= (byte)'?';
        Span<int> parameters = stackalloc int[MaxParameters];
        var count = Parse(bytes[(isPrivate ? 3 : 2)..^1], parameters);
        if (bytes[2] == '<' && final is (byte)'M' or (byte)'m')
        {
            return Mouse(parameters[0], parameters[1] - 1, parameters[2] - 1, isRelease: final == 'm');
        }

        // The cursor position report has the form of a modified F3, whose first parameter is 1.
        if (isPrivate || final is (byte)'y' or (byte)'c' or (byte)'n' or (byte)'t' || (final == 'R' && parameters[0] > 1))
        {
            return new Reply(Encoding.ASCII.GetString(bytes));
        }

        return final switch
        {
            (byte)'I' when count == 0 => new FocusChanged(true),
            (byte)'O' when count == 0 => new FocusChanged(false),
            (byte)'Z' => KeyPress.Of(Key.Tab, held | Modifiers.Shift),
            (byte)'u' => Typed(parameters[0], held | ModifiersOf(parameters[1])),
            (byte)'~' when parameters[0] == 27 => Typed(parameters[2], held | ModifiersOf(parameters[1])),
            (byte)'~' => KeyOf(parameters[0]) is { } key ? KeyPress.Of(key, held | ModifiersOf(parameters[1])) : null,
            _ => KeyOf(final) is { } key ? KeyPress.Of(key, held | ModifiersOf(parameters[1])) : null,
        };
    }

    /// <summary>The key of a final byte, after <c>ESC [</c> and after <c>ESC O</c>.</summary>
    public static Key? KeyOf(byte final) => (char)final switch
    {
        'A' => Key.Up,
        'B' => Key.Down,
        'C' => Key.Right,
        'D' => Key.Left,
        'F' => Key.End,
        'H' => Key.Home,
        'P' => Key.F1,
        'Q' => Key.F2,
        'R' => Key.F3,
        'S' => Key.F4,
        _ => null,
    };

    // The numbers of DEC's keyboards, with their gaps.
    private static Key? KeyOf(int number) => number switch
    {
        1 or 7 => Key.Home,
        2 => Key.Insert,
        3 => Key.Delete,
        4 or 8 => Key.End,
        5 => Key.PageUp,
        6 => Key.PageDown,
        >= 11 and <= 15 => Key.F1 + (number - 11),
        >= 17 and <= 21 => Key.F6 + (number - 17),
        23 or 24 => Key.F11 + (number - 23),
        _ => null,
    };

    // Parameters are numbers between semicolons; sub-parameters after a colon are ignored.
    private static int Parse(ReadOnlySpan<byte> text, Span<int> parameters)
    {
        var index = 0;
        var isDetail = false;
        foreach (var character in text)
        {
            switch (character)
            {
                case (byte)';':
                    index++;
                    isDetail = false;
                    break;
                case (byte)':':
                    isDetail = true;
                    break;
                case >= (byte)'0' and <= (byte)'9' when !isDetail && index < MaxParameters:
                    parameters[index] = Math.Min((parameters[index] * 10) + character - '0', 1 << 21);
                    break;
            }
        }

        return text.IsEmpty ? 0 : index + 1;
    }

    private static Modifiers ModifiersOf(int parameter) =>
        parameter > 0 ? (Modifiers)(parameter - 1) & (Modifiers.Shift | Modifiers.Alt | Modifiers.Control) : Modifiers.None;

    private static KeyPress? Typed(int codePoint, Modifiers held)
    {
        switch (codePoint)
        {
            case 9:
                return KeyPress.Of(Key.Tab, held);
            case 13:
                return KeyPress.Of(Key.Enter, held);
            case 27:
                return KeyPress.Of(Key.Escape, held);
            case 8 or 127:
                return KeyPress.Of(Key.Backspace, held);
        }

        if (!Rune.TryCreate(codePoint, out var rune) || codePoint < 0x20)
        {
            return null;
        }

        // Shift is part of the character.
        rune = held.HasFlag(Modifiers.Shift) ? Rune.ToUpperInvariant(rune) : rune;
        return new KeyPress(Key.Character, rune, held & ~Modifiers.Shift);
    }

    // Bits of the code: 0-1 button (3 = none), 2-4 modifiers, 5 motion, 6 wheel (66 and 67 are the wheels to the side).
    private static MouseInput? Mouse(int code, int x, int y, bool isRelease)
    {
        const int HeldKeys = 4 | 8 | 16;
        MouseAction? action = (code & ~HeldKeys) switch
        {
            0 when !isRelease => MouseAction.Click,
            2 when !isRelease => MouseAction.RightClick,
            32 when !isRelease => MouseAction.Drag,
            64 => MouseAction.WheelUp,
            65 => MouseAction.WheelDown,
            _ => null,
        };
        return action is { } known && x >= 0 && y >= 0 ? new(known, x, y) : null;
    }
}
