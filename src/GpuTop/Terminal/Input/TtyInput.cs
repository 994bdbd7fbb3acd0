namespace GpuTop.Terminal;

/// <summary>The thread that reads the terminal. It waits without holding anything and reads only after it has made sure, under
/// the lock, that the terminal is ours: so no child ever loses a byte, and no pipe is needed to wake it.</summary>
internal sealed class TtyInput(ITtyDevice device, Lock gate, Func<bool> isOpen, Action<InputEvent> emit, Action hungUp)
{
    // A lone Esc is a key when nothing follows at once; but of a sequence that has begun the rest comes, however slow the line.
    private static readonly TimeSpan EscapeTimeout = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan SequenceTimeout = TimeSpan.FromMilliseconds(250);

    // A terminal writes a paste at once; over a slow line it comes in parts. A mark of its end that got lost must not take all keys for good.
    internal static readonly TimeSpan PasteTimeout = TimeSpan.FromSeconds(1);

    // Nobody presses two keys within it; the parts of a paste over ssh follow each other sooner.
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

    /// <summary>The terminal is somebody else's.</summary>
    public void Pause()
    {
        lock (_turn)
        {
            _mayRead = false;
        }
    }

    /// <summary>The terminal is ours.</summary>
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

    /// <summary>Emits what was read at once: more than one key that text can hold, or one right after another, is text.</summary>
    /// <returns>Whether it held such a key.</returns>
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
