using System.Buffers;

namespace GpuTop.Terminal;

/// <summary>The thread that writes to the terminal, so that a terminal which takes no more output (a stopped tmux client, a dead
/// line) holds up the frames and nothing else.</summary>
internal sealed class TtyOutput(ITtyDevice device, Func<bool> isOpen, Action drained)
{
    // One frame waits at most; this bounds what else is sent meanwhile.
    private const int MaxQueued = 1 << 18;

    private readonly object _gate = new();
    private readonly Lock _writing = new();
    private ArrayBufferWriter<byte> _queued = new();
    private ArrayBufferWriter<byte> _current = new();
    private bool _isWriting;
    private Thread? _thread;

    /// <summary>True until all that was sent is written.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_gate)
            {
                return _isWriting || _queued.WrittenCount > 0;
            }
        }
    }

    /// <summary>Queues bytes; dropped while the terminal is not ours or too much is queued.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            var isFull = _queued.WrittenCount > 0 && _queued.WrittenCount + bytes.Length > MaxQueued;
            if (bytes.IsEmpty || isFull || !isOpen())
            {
                return;
            }

            _queued.Write(bytes);
            if (_thread is null)
            {
                _thread = new Thread(Write) { IsBackground = true, Name = "tty output" };
                _thread.Start();
            }

            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Writes past the queue and forgets what is queued; waits for a write under way. A terminal that is gone is no error.</summary>
    public void WriteAtOnce(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            _queued.ResetWrittenCount();
        }

        lock (_writing)
        {
            TryWrite(bytes);
        }
    }

    private void Write()
    {
        while (true)
        {
            lock (_gate)
            {
                while (_queued.WrittenCount == 0)
                {
                    Monitor.Wait(_gate);
                }

                (_queued, _current) = (_current, _queued);
                _isWriting = true;
            }

            lock (_writing)
            {
                if (isOpen())
                {
                    TryWrite(_current.WrittenSpan);
                }
            }

            _current.ResetWrittenCount();
            lock (_gate)
            {
                _isWriting = false;
            }

            drained();
        }
    }

    private void TryWrite(ReadOnlySpan<byte> bytes)
    {
        try
        {
            device.Write(bytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The reader notices the same and ends the program.
        }
    }
}
