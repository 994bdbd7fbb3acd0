namespace GpuTop.TerminalDriver;

/// <summary>The thread that reads the terminal. It polls without the lock and reads only while it holds the lock and the terminal is
/// open, so that it takes no byte from a child process.</summary>
internal sealed class TtyInput(ITtyDevice device, Lock gate, Func<bool> isOpen, Action<InputEvent> emit, Action hungUp)
{
    // A lone Esc is a key when nothing follows at once; the rest of a sequence may be slow over ssh.
    private static readonly TimeSpan EscapeTimeout = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan SequenceTimeout = TimeSpan.FromMilliseconds(250);

    // Over a slow line a paste arrives in parts; when the end mark is lost, the paste must end to accept keys again.
    internal static readonly TimeSpan PasteTimeout = TimeSpan.FromSeconds(1);

    // Shorter than the time between two key presses, longer than between two parts of a paste over ssh.
    private static readonly TimeSpan TextGap = TimeSpan.FromMilliseconds(30);

    private readonly object _turn = new();
    private bool _mayRead;
    private Thread? _thread;

    /// <summary>Starts reading; once.</summary>
    public void Start()
    {
        lock (gate)
        {
            if (_thread is null)
            {
                _thread = new Thread(Read) { IsBackground = true, Name = "tty input" };
                _thread.Start();
            }
        }
    }

    /// <summary>Stops reading.</summary>
    public void Pause()
    {
        lock (_turn)
        {
            _mayRead = false;
        }
    }

    /// <summary>Continues reading.</summary>
    public void Resume()
    {
        lock (_turn)
        {
            _mayRead = true;
            Monitor.Pulse(_turn);
        }
    }

    private void Read()
    {
        var events = new List<InputEvent>();
        var decoder = new InputDecoder(events.Add);
        var buffer = new byte[1024];
        var isInText = false;
        while (true)
        {
            WaitForTurn();
            var ready = device.Poll(TimeoutOf(decoder) ?? (isInText ? TextGap : null));
            if (ready == 0)
            {
                if (decoder.IsPasting)
                {
                    decoder.EndPaste();
                }
                else
                {
                    decoder.Flush();
                }

                Emit(events, isInText: false);
                isInText = false;
            }
            else if (ready > 0)
            {
                var count = ReadIfOurs(buffer);
                if (count == 0)
                {
                    hungUp();
                    return;
                }

                var typed = buffer.AsSpan(0, Math.Max(0, count));
                decoder.Feed(typed);
                typed.Clear(); // It may have been a secret.
                isInText = Emit(events, isInText);
            }
        }
    }

    private static TimeSpan? TimeoutOf(InputDecoder decoder) =>
        decoder.IsPasting ? PasteTimeout : !decoder.IsPending ? null : decoder.IsLoneEscape ? EscapeTimeout : SequenceTimeout;

    /// <summary>Emits the events of one read; more than one key of text in a read, or one right after another, count as text.</summary>
    /// <returns>Whether the read had a key of text.</returns>
    private bool Emit(List<InputEvent> events, bool isInText)
    {
        var keys = events.Count(IsOfText);
        foreach (var input in events)
        {
            emit(input is KeyPress key && (keys > 1 || isInText) && IsOfText(key) ? new KeyInText(key) : input);
        }

        events.Clear();
        return keys > 0;
    }

    private static bool IsOfText(InputEvent input) => input is KeyPress { IsOfText: true };

    private void WaitForTurn()
    {
        lock (_turn)
        {
            while (!_mayRead)
            {
                Monitor.Wait(_turn);
            }
        }
    }

    private int ReadIfOurs(Span<byte> buffer)
    {
        lock (gate)
        {
            return isOpen() && device.Poll(TimeSpan.Zero) > 0 ? device.Read(buffer) : -1;
        }
    }
}
