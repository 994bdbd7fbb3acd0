using System.Buffers;

namespace GpuTop.TerminalDriver;

/// <summary>The thread that writes to the terminal, so that a terminal which takes no output (a stopped tmux client, a dead line)
/// blocks only the frames.</summary>
internal sealed class TtyOutput(ITtyDevice device, Func<bool> isOpen, Action drained)
{
    // At most one frame is queued; this bounds other requests.
    private const int MaxQueued = 1 << 18;

    private readonly object _gate = new();
    private readonly Lock _writing = new();
    private ArrayBufferWriter<byte> _queued = new();
    private ArrayBufferWriter<byte> _current = new();
    private bool _isWriting;
    private Thread? _thread;

    /// <summary>True until all queued bytes are written.</summary>
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

    /// <summary>Queues bytes; drops them while the terminal is not open or the queue is full.</summary>
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

    /// <summary>Clears the queue and writes after the current write; ignores a closed terminal.</summary>
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
            // The reader gets the same error and ends the program.
        }
    }
}
