using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace GpuTop.TerminalDriver;

/// <summary>Decodes a terminal's bytes to events, without clock or I/O. An incomplete sequence is kept until more bytes or
/// <see cref="Flush"/> complete it.</summary>
internal sealed class InputDecoder(Action<InputEvent> emit)
{
    // Bounds the memory of a reply without a terminator.
    private const int MaxPending = 4096;

    // Bounds the memory of a paste, which goes into a filter or a dialog.
    private const int MaxPaste = 1 << 16;

    private readonly List<byte> _pending = [];
    private readonly ArrayBufferWriter<byte> _paste = new();
    private bool _pasting;

    /// <summary>True while a paste has begun and not ended.</summary>
    public bool IsPasting => _pasting;

    /// <summary>True when a sequence is incomplete.</summary>
    public bool IsPending => _pending.Count > 0 && !_pasting;

    /// <summary>True when the only pending byte is Esc, which may be the Esc key.</summary>
    public bool IsLoneEscape => IsPending && _pending.Count == 1 && _pending[0] == 0x1B;

    /// <summary>Decodes bytes; sequences may be split over calls.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        _pending.AddRange(bytes);
        Drain(isComplete: false);
        if (_pending.Count > MaxPending)
        {
            _pending.Clear();
        }
    }

    /// <summary>Decodes the pending bytes as complete: a lone Esc is the Esc key. Call after a timeout.</summary>
    public void Flush() => Drain(isComplete: true);

    /// <summary>Ends a paste whose end mark did not arrive.</summary>
    public void EndPaste()
    {
        if (_pasting)
        {
            Keep(CollectionsMarshal.AsSpan(_pending));
            CollectionsMarshal.AsSpan(_pending).Clear();
            _pending.Clear();
            EmitPaste();
        }
    }

    private void Drain(bool isComplete)
    {
        var bytes = CollectionsMarshal.AsSpan(_pending);
        var used = 0;
        while (used < bytes.Length)
        {
            var rest = bytes[used..];
            var length = _pasting ? TakePaste(rest) : Take(rest, Modifiers.None, isComplete);
            if (length == 0)
            {
                break;
            }

            used += length;
        }

        // Nothing of what may have been a secret is left behind the end.
        var left = bytes.Length - used;
        bytes[used..].CopyTo(bytes);
        bytes[left..].Clear();
        CollectionsMarshal.SetCount(_pending, left);
    }

    // Each Take method gives the bytes it used; 0 = more are needed.
    private int Take(ReadOnlySpan<byte> bytes, Modifiers held, bool isComplete)
    {
        switch (bytes[0])
        {
            case 0x1B:
                return TakeEscape(bytes, held, isComplete);
            case (byte)'\r':
                return Press(Key.Enter, held);
            case (byte)'\t':
                return Press(Key.Tab, held);
            case 0x7F:
                return Press(Key.Backspace, held);
            case 0x08:
                return Press(Key.Backspace, held | Modifiers.Control);
            case 0x00:
                return Type(' ', held | Modifiers.Control);
            case < 0x1B and var control:
                return Type(control + 0x60, held | Modifiers.Control);
            case < 0x20 and var control:
                return Type(control + 0x40, held | Modifiers.Control);
        }

        var status = Rune.DecodeFromUtf8(bytes, out var rune, out var used);
        if (status == OperationStatus.NeedMoreData && !isComplete)
        {
            return 0;
        }

        if (status == OperationStatus.Done)
        {
            Type(rune.Value, held);
        }

        return used;
    }

    private int TakeEscape(ReadOnlySpan<byte> bytes, Modifiers held, bool isComplete)
    {
        if (bytes.Length == 1)
        {
            return isComplete ? Press(Key.Escape, held) : 0;
        }

        switch (bytes[1])
        {
            case (byte)'[':
                return ControlSequence.Length(bytes) is { } length
                    ? TakeSequence(bytes[..length], held)
                    : isComplete ? Abandon(bytes, held) : 0;
            case (byte)'O':
                return bytes.Length > 2 ? TakeKeypad(bytes[2], held) : isComplete ? Abandon(bytes, held) : 0;
            case (byte)']' or (byte)'P' or (byte)'_' or (byte)'^':
                return TakeReply(bytes) is > 0 and var reply ? reply : isComplete ? Abandon(bytes, held) : 0;
            case 0x1B when bytes.Length == 2 && !isComplete:
                return 0;
            case 0x1B when held.HasFlag(Modifiers.Alt) || bytes.Length == 2 || bytes[2] is not ((byte)'[' or (byte)'O'):
                return Press(Key.Escape, held);
            default:
                var used = Take(bytes[1..], held | Modifiers.Alt, isComplete);
                return used == 0 ? 0 : used + 1;
        }
    }

    // An incomplete sequence: two bytes are Alt and a character, more are dropped.
    private int Abandon(ReadOnlySpan<byte> bytes, Modifiers held) =>
        bytes.Length == 2 ? 1 + Type(bytes[1], held | Modifiers.Alt) : bytes.Length;

    private int TakeSequence(ReadOnlySpan<byte> bytes, Modifiers held)
    {
        if (bytes.SequenceEqual("\e[200~"u8))
        {
            _pasting = true;
        }
        else if (ControlSequence.Decode(bytes, held) is { } input)
        {
            emit(input);
        }

        return bytes.Length;
    }

    private int TakeKeypad(byte final, Modifiers held)
    {
        if (ControlSequence.KeyOf(final) is { } key)
        {
            return 2 + Press(key, held);
        }

        // A numeric keypad in application mode sends its characters shifted by 0x40.
        return final is >= (byte)'j' and <= (byte)'y' ? 2 + Type(final - 0x40, held)
            : final == 'M' ? 2 + Press(Key.Enter, held)
            : 3;
    }

    private int TakeReply(ReadOnlySpan<byte> bytes)
    {
        var bell = bytes.IndexOf((byte)0x07);
        var terminator = bytes[2..].IndexOf("\e\\"u8);
        var end = terminator >= 0 && (bell < 0 || terminator + 2 < bell) ? terminator + 4 : bell + 1;
        if (end > 0)
        {
            emit(new Reply(Encoding.UTF8.GetString(bytes[..end])));
        }

        return end;
    }

    private int TakePaste(ReadOnlySpan<byte> bytes)
    {
        var mark = "\e[201~"u8;
        var end = bytes.IndexOf(mark);
        if (end >= 0)
        {
            Keep(bytes[..end]);
            EmitPaste();
            return end + mark.Length;
        }

        // The mark may be split over two reads.
        var tail = Math.Min(mark.Length - 1, bytes.Length);
        while (tail > 0 && !mark.StartsWith(bytes[^tail..]))
        {
            tail--;
        }

        Keep(bytes[..^tail]);
        return bytes.Length - tail;
    }

    private void EmitPaste()
    {
        emit(new Pasted(Encoding.UTF8.GetString(_paste.WrittenSpan)));
        _paste.Clear();
        _pasting = false;
    }

    private void Keep(ReadOnlySpan<byte> pasted) =>
        _paste.Write(pasted[..Math.Min(pasted.Length, MaxPaste - _paste.WrittenCount)]);

    private int Press(Key key, Modifiers held)
    {
        emit(KeyPress.Of(key, held));
        return 1;
    }

    private int Type(int codePoint, Modifiers held)
    {
        emit(new KeyPress(Key.Character, new Rune(codePoint), held));
        return 1;
    }
}
