using System.Reactive.Disposables;
using GpuTop.Terminal;

namespace GpuTop.Cli;

/// <summary>One line on the terminal that says what is waited for, overwritten in place and taken away at the end; nothing at all
/// where standard error is no terminal. Any thread.</summary>
internal sealed class StatusLine : IDisposable
{
    private readonly bool _isShown = !Console.IsErrorRedirected && ColorDepth.Detect(Environment.GetEnvironmentVariable) is not null;
    private readonly Lock _gate = new();
    private string _text = "";
    private bool _isHeld;

    /// <summary>Shows another text.</summary>
    public void Show(string text)
    {
        lock (_gate)
        {
            Write(_isHeld ? "" : text);
        }
    }

    /// <summary>Writes a line that stays to standard error, above the status.</summary>
    public void Tell(string line)
    {
        lock (_gate)
        {
            Write("");
            Console.Error.WriteLine(line);
        }
    }

    /// <summary>Takes the line away until the result is disposed: something else stands there.</summary>
    public IDisposable Hold()
    {
        lock (_gate)
        {
            Write("");
            _isHeld = true;
        }

        return Disposable.Create(() =>
        {
            lock (_gate)
            {
                _isHeld = false;
            }
        });
    }

    public void Dispose() => Show("");

    private void Write(string text)
    {
        if (_isShown && text != _text)
        {
            _text = text;
            // A line that wraps could not be taken back. The width is asked anew: the window may have changed.
            var width = Math.Max(1, Console.BufferWidth - 1);
            Console.Error.Write($"\r{(text.Length > width ? text[..width] : text)}\e[K");
        }
    }
}
