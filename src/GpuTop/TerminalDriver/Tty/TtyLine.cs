using System.Text;

namespace GpuTop.TerminalDriver;

/// <summary>Reads lines from the terminal for commands without a screen, with or without echo.</summary>
public sealed class TtyLine : IDisposable
{
    // Interval of the checks for cancellation.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly ITtyDevice _device;
    private readonly Lock _gate = new();
    private readonly Queue<InputEvent> _typed = new();
    private readonly InputDecoder _decoder;
    private bool _isRaw;

    // The prompt that is shown, or null, and what is typed and shown behind it.
    private string? _question;
    private string _echo = "";

    internal TtyLine(ITtyDevice device)
    {
        _device = device;
        _decoder = new InputDecoder(_typed.Enqueue);
        AppDomain.CurrentDomain.ProcessExit += GiveBack;
        AppDomain.CurrentDomain.UnhandledException += GiveBack;
    }

    /// <summary>True when this process group is in the terminal's foreground.</summary>
    public bool IsAvailable => _device.IsForeground;

    /// <summary>The terminal of standard input and standard error, as standard output may be redirected; null without one.</summary>
    public static TtyLine? Open() =>
        Console.IsInputRedirected || Console.IsErrorRedirected ? null : new TtyLine(new UnixTty(Console.OpenStandardError()));

    /// <summary>Prompts for a line. Null after Ctrl-D, Esc or cancellation, and when the terminal is closed. Ctrl-C sends SIGINT
    /// to this job.</summary>
    /// <param name="question">The prompt, without control characters other than line feeds.</param>
    /// <param name="isShown">False for secrets: no echo, not even of the length.</param>
    /// <param name="gone">Cancels the prompt.</param>
    public string? Read(string question, bool isShown, CancellationToken gone)
    {
        try
        {
            lock (_gate)
            {
                Take();
                (_question, _echo) = (question.Replace("\n", "\r\n", StringComparison.Ordinal), "");
                Write(_question);
            }

            return ReadLine(isShown, gone);
        }
        catch (IOException)
        {
            return null; // The terminal is closed.
        }
        finally
        {
            GiveBack();
        }
    }

    /// <summary>Runs an action that writes whole lines to this terminal; a prompt that is shown moves below them. Any thread.</summary>
    /// <param name="write">Gets the characters that end a line.</param>
    public void WriteAbove(Action<string> write)
    {
        lock (_gate)
        {
            if (_question is null)
            {
                write("\n");
                return;
            }

            Write("\r\e[K");
            write("\r\n");
            Write(_question + _echo);
        }
    }

    /// <summary>Writes a line.</summary>
    public void Say(string text)
    {
        try
        {
            Write(text + "\n");
        }
        catch (IOException)
        {
            // The terminal is closed.
        }
    }

    /// <summary>Restores the terminal if a line is being read.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= GiveBack;
        AppDomain.CurrentDomain.UnhandledException -= GiveBack;
        GiveBack();
    }

    private string? ReadLine(bool isShown, CancellationToken gone)
    {
        var line = new StringBuilder();
        while (Next(gone) is { } input)
        {
            switch (input)
            {
                case KeyPress { Key: Key.Enter } or KeyPress { Rune.Value: 'j', Modifiers: Modifiers.Control }:
                    return line.ToString();
                case KeyPress { Key: Key.Escape }:
                case KeyPress { Rune.Value: 'd', Modifiers: Modifiers.Control } when line.Length == 0:
                    return null;
                case KeyPress { Rune.Value: 'c', Modifiers: Modifiers.Control }:
                    GiveBack();
                    _device.Interrupt();
                    return null;
                case KeyPress { Rune.Value: 'u', Modifiers: Modifiers.Control }:
                    Erase(line, line.Length, isShown);
                    break;
                case KeyPress { Key: Key.Backspace } when line.Length > 0:
                    Erase(line, char.IsLowSurrogate(line[^1]) ? 2 : 1, isShown);
                    break;
                case KeyPress { Key: Key.Character, Modifiers: Modifiers.None } key:
                    Add(line, key.Rune.ToString(), isShown);
                    break;
                case Pasted pasted:
                    Add(line, string.Concat(pasted.Text.Where(letter => !char.IsControl(letter))), isShown);
                    break;
            }
        }

        return null;
    }

    private InputEvent? Next(CancellationToken gone)
    {
        Span<byte> buffer = stackalloc byte[256];
        var silent = TimeSpan.Zero;
        while (_typed.Count == 0)
        {
            if (gone.IsCancellationRequested)
            {
                return null;
            }

            switch (_device.Poll(Look))
            {
                case 0 when _decoder.IsPasting:
                    silent += Look;
                    if (silent >= TtyInput.PasteTimeout)
                    {
                        _decoder.EndPaste();
                    }

                    break;
                case 0:
                    _decoder.Flush();
                    break;
                case > 0 when _device.Read(buffer) is var count && count != 0:
                    silent = TimeSpan.Zero;
                    _decoder.Feed(buffer[..Math.Max(0, count)]);
                    buffer.Clear();
                    break;
                case > 0:
                    return null;
            }
        }

        return _typed.Dequeue();
    }

    private void Add(StringBuilder line, string text, bool isShown)
    {
        line.Append(text);
        Show(line, text, isShown);
    }

    private void Erase(StringBuilder line, int count, bool isShown)
    {
        var erased = UnicodeWidth.Of(line.ToString(line.Length - count, count));
        line.Length -= count;
        Show(line, string.Concat(Enumerable.Repeat("\b \b", erased)), isShown);
    }

    private void Show(StringBuilder line, string change, bool isShown)
    {
        lock (_gate)
        {
            _echo = isShown ? line.ToString() : "";
            Write(isShown ? change : "");
        }
    }

    private void Write(string text) => _device.Write(Encoding.UTF8.GetBytes(text));

    // Discards input that was typed before the prompt, for another prompt or for the shell.
    private void Take()
    {
        _isRaw = true;
        _device.MakeRaw();
        Span<byte> dropped = stackalloc byte[256];
        while (_device.Poll(TimeSpan.Zero) > 0 && _device.Read(dropped) != 0)
        {
        }
    }

    private void GiveBack(object? sender, EventArgs arguments) => GiveBack();

    private void GiveBack()
    {
        lock (_gate)
        {
            if (!_isRaw)
            {
                return;
            }

            _isRaw = false;
            _question = null;
            _typed.Clear();
            _device.Restore();
            Say("");
        }
    }
}
