using System.Collections.Concurrent;
using System.Text;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests.TerminalDriver;

/// <summary>A fake terminal with a queue of input and a record of output and calls.</summary>
internal sealed class FakeTty : ITtyDevice
{
    private readonly BlockingCollection<byte[]> _typed = [];
    private readonly BlockingCollection<string> _happened = [];
    private byte[]? _peeked;

    public (int Width, int Height) Size { get; set; } = (80, 24);

    public bool IsForeground { get; set; } = true;

    public bool IsRaw { get; private set; }

    public Action OnWrite { get; set; } = () => { };

    public Action OnStop { get; set; } = () => { };

    public TaskCompletionSource<int> Exited { get; } = new();

    /// <summary>The recorded calls in order: "raw", "restored", "stopped" and what was written.</summary>
    public string[] Happened => [.. _happened];

    public void Type(string text) => _typed.Add(Encoding.UTF8.GetBytes(text));

    public void HangUp() => _typed.Add([]);

    public void MakeRaw()
    {
        IsRaw = true;
        _happened.Add("raw");
    }

    public void Restore()
    {
        IsRaw = false;
        _happened.Add("restored");
    }

    public int Poll(TimeSpan? timeout)
    {
        if (_peeked is null && !_typed.TryTake(out _peeked, timeout is null ? -1 : 0))
        {
            return 0;
        }

        return 1;
    }

    public int Read(Span<byte> buffer)
    {
        var bytes = _peeked!;
        _peeked = null;
        bytes.CopyTo(buffer);
        return bytes.Length;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _happened.Add(Encoding.UTF8.GetString(bytes));
        OnWrite();
    }

    public void StopJob()
    {
        _happened.Add("stopped");
        OnStop();
    }

    public void Interrupt() => _happened.Add("interrupted");

    public void Exit(int exitCode) => Exited.TrySetResult(exitCode);
}
