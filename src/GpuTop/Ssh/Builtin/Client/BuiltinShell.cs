using System.IO.Pipelines;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace GpuTop.Ssh;

/// <summary>The probe's shell on a channel of the built-in client.</summary>
internal sealed class BuiltinShell : IDisposable
{
    private const int BufferSize = 16 * 1024;

    /// <summary>Limit of unread output: the library stores what the server sends, without a limit of its own.</summary>
    private const int MostUnread = 32 * 1024 * 1024;

    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(1);

    private readonly BuiltinClient _client;
    private readonly SshCommand _command;
    private readonly Task _running;
    private readonly Stream _input;
    private readonly Pipe _output = new();
    private readonly TailBuffer _errors = new();
    private readonly SemaphoreSlim _writing = new(1);

    private BuiltinShell(BuiltinClient client, string command)
    {
        _client = client;
        _command = client.Command(command);
        _running = _command.ExecuteAsync();
        _input = _command.CreateInputStream();

        // The library's streams have no asynchronous reads: each would hold a thread of the pool.
        new Thread(Read) { IsBackground = true, Name = "ssh output" }.Start();
    }

    /// <summary>Standard output.</summary>
    public PipeReader Output => _output.Reader;

    /// <summary>The newest 64 KB of standard error.</summary>
    public string Errors
    {
        get
        {
            DrainErrors();
            return _errors.ToString();
        }
    }

    /// <summary>Starts a command.</summary>
    /// <exception cref="SshException">The server gives no session.</exception>
    public static Task<BuiltinShell> StartAsync(BuiltinClient client, string command, CancellationToken token) =>
        Task.Run(() => new BuiltinShell(client, command), token).WaitAsync(token);

    /// <summary>Writes to standard input, atomically; false when that fails or takes too long.</summary>
    public async Task<bool> WriteAsync(ReadOnlyMemory<byte> text, TimeSpan within, CancellationToken token)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(within);
        try
        {
            await _writing.WaitAsync(limit.Token);
            var write = Task.Run(() => Write(text.Span), CancellationToken.None);
            return await write.WaitAsync(limit.Token);
        }
        catch (Exception late) when (late is OperationCanceledException or ObjectDisposedException)
        {
            token.ThrowIfCancellationRequested();
            return false;
        }
    }

    /// <summary>Empties standard error, and ends the connection of a server that sends more than is read.</summary>
    public void DrainErrors()
    {
        lock (_errors)
        {
            try
            {
                var buffer = new byte[4096];
                while (_command.ExtendedOutputStream.Length > 0 && _command.ExtendedOutputStream.Read(buffer) is > 0 and var count)
                {
                    _errors.Append(buffer.AsSpan(0, count));
                }

                if (_command.OutputStream.Length > MostUnread)
                {
                    _client.Dispose();
                }
            }
            catch (ObjectDisposedException)
            {
                // It has ended.
            }
        }
    }

    /// <summary>The exit code once its output has ended; null when a signal or the connection ended it.</summary>
    public async Task<int?> ExitCodeAsync()
    {
        await Task.WhenAny(_running, Task.Delay(ExitTimeout)); // It follows the output.
        return _command.ExitStatus;
    }

    /// <summary>Ends its input, as closing the connection does.</summary>
    public void Dispose()
    {
        _output.Reader.Complete();
        _ = Task.Run(Close);
    }

    private bool Write(ReadOnlySpan<byte> text)
    {
        try
        {
            _input.Write(text);
            _input.Flush();
            return true;
        }
        catch (Exception gone) when (gone is SshException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
        finally
        {
            _writing.Release();
        }
    }

    private void Read()
    {
        try
        {
            while (_command.OutputStream.Read(_output.Writer.GetSpan(BufferSize)) is > 0 and var count)
            {
                _output.Writer.Advance(count);
                if (_output.Writer.FlushAsync().AsTask().GetAwaiter().GetResult().IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception closed) when (closed is ObjectDisposedException or SshException or InvalidOperationException)
        {
            // It has ended.
        }

        _output.Writer.Complete();
    }

    private void Close()
    {
        try
        {
            _input.Dispose();
            _command.Dispose();
        }
        catch (Exception gone) when (gone is SshException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection is gone.
        }
    }
}
