namespace GpuTop.Terminal;

/// <summary>The thread that reads the terminal. It waits without holding anything and reads only after it has made sure, under
/// the lock, that the terminal is ours: so no child ever loses a byte, and no pipe is needed to wake it.</summary>
internal sealed class TtyInput(ITtyDevice device, Lock gate, Func<bool> isOpen, Action<InputEvent> emit, Action hungUp)
{
    // A lone Esc is a key when nothing follows at once; but of a sequence that has begun the rest comes, however slow the line.
    private static readonly TimeSpan EscapeTimeout = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan SequenceTimeout = TimeSpan.FromMilliseconds(250);

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
        var decoder = new InputDecoder(emit);
        var buffer = new byte[1024];
        while (true)
        {
            WaitForTurn();
            var ready = device.Poll(!decoder.IsPending ? null : decoder.IsLoneEscape ? EscapeTimeout : SequenceTimeout);
            if (ready == 0)
            {
                decoder.Flush();
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
            }
        }
    }

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
