using System.Reactive.Disposables;
using GpuTop.TerminalDriver;

namespace GpuTop.Cli;

/// <summary>A status line on standard error, overwritten in place and erased at the end; hidden where that is no terminal. Any
/// thread.</summary>
internal sealed class StatusLine : IDisposable
{
    private readonly bool _isShown = !Console.IsErrorRedirected && ColorDepth.Detect(Environment.GetEnvironmentVariable) is not null;
    private readonly Lock _gate = new();
    private string _text = "";
    private bool _isHeld;

    /// <summary>Replaces the text.</summary>
    public void Show(string text)
    {
        lock (_gate)
        {
            Write(_isHeld ? "" : text);
        }
    }

    /// <summary>Writes a permanent line to standard error, above the status.</summary>
    public void Tell(string line) => WriteAbove(() => Console.Error.WriteLine(line));

    /// <summary>Runs an action that writes whole lines to the terminal, with the status erased.</summary>
    public void WriteAbove(Action write)
    {
        lock (_gate)
        {
            Write("");
            write();
        }
    }

    /// <summary>Hides the line until the result is disposed, while a prompt is on the screen.</summary>
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
            // Cut to the current width: a wrapped line could not be erased.
            var width = Math.Max(1, Console.BufferWidth - 1);
            Console.Error.Write($"\r{(text.Length > width ? text[..width] : text)}\e[K");
        }
    }
}
