using System.Buffers;
using System.Globalization;
using System.Text;

namespace GpuTop.Ssh;

/// <summary>Finds the marks that a script on a remote terminal prints in its output: <c>\036@NONCEWORD;</c>. What the login shell prints
/// before the program starts is not shown.</summary>
/// <param name="nonce">Letters and digits that nobody else prints.</param>
internal sealed class TerminalMarks(string nonce)
{
    private const string Ready = "ready";
    private const string Started = "go";

    /// <summary>Longest word of a mark, with its end.</summary>
    private const int LongestWord = 8;

    private readonly byte[] _mark = Encoding.ASCII.GetBytes($"\u001e@{nonce}");
    private readonly List<byte> _held = [];

    /// <summary>Whether the loader reads the program.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Whether the program runs.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>The exit code of the program; null before its end.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>The loader: reads a program of this length from the terminal, runs it and prints the marks. A line that is typed may have
    /// 4095 bytes only.</summary>
    public string Loader(int length) => string.Create(CultureInfo.InvariantCulture, $"""
        stty raw -echo
        printf '\036@{nonce}{Ready};'
        s=$(dd bs=1 count={length} 2>/dev/null)
        stty sane
        printf '\036@{nonce}{Started};'
        trap : INT QUIT
        sh -c "$s" sh
        rc=$?
        printf '\036@{nonce}%d;' "$rc"
        exit "$rc"
        """);

    /// <summary>Reads a part of the output, and writes what the user sees of it.</summary>
    public void Read(ReadOnlySpan<byte> output, IBufferWriter<byte> shown)
    {
        _held.AddRange(output);
        var rest = (ReadOnlySpan<byte>)_held.ToArray();
        while (ExitCode is null)
        {
            var at = rest.IndexOf(_mark);
            var length = at < 0 ? rest.Length - HeldLength(rest) : at;
            Show(rest[..length], shown);
            rest = rest[length..];
            if (at < 0)
            {
                break;
            }

            var end = rest[_mark.Length..].IndexOf((byte)';');
            if (end < 0 && rest.Length < _mark.Length + LongestWord)
            {
                break; // The rest of the mark follows.
            }

            if (!IsMark(rest[_mark.Length..], end))
            {
                Show(rest[.._mark.Length], shown);
                end = -1;
            }

            rest = rest[(_mark.Length + end + 1)..];
        }

        _held.Clear();
        _held.AddRange(rest);
    }

    private bool IsMark(ReadOnlySpan<byte> text, int end)
    {
        switch (end is >= 0 and < LongestWord ? Encoding.ASCII.GetString(text[..end]) : "")
        {
            case Ready:
                IsReady = true;
                return true;
            case Started:
                HasStarted = true;
                return true;
            case var word when int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var code):
                ExitCode = code;
                return true;
            default:
                return false;
        }
    }

    private void Show(ReadOnlySpan<byte> text, IBufferWriter<byte> shown)
    {
        if (HasStarted)
        {
            shown.Write(text);
        }
    }

    /// <summary>Length of the end that may be the beginning of a mark.</summary>
    private int HeldLength(ReadOnlySpan<byte> text)
    {
        var length = Math.Min(_mark.Length - 1, text.Length);
        while (length > 0 && !_mark.AsSpan().StartsWith(text[^length..]))
        {
            length--;
        }

        return length;
    }
}
