using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipelines;

namespace GpuTop.Ssh;

/// <summary>A child process with its three streams redirected; disposing ends it in bounded time.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan TerminateTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Limit of the wait for the end of standard error, which an orphan of the child may keep open. On a busy machine a shorter
    /// one would lose the messages of ssh, and a refused key would look like a lost connection.</summary>
    private static readonly TimeSpan ErrorsTimeout = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly TailBuffer _errors = new();
    private readonly Task _reading;
    private Task<int>? _ending;

    private ChildProcess(Process process)
    {
        _process = process;
        Output = PipeReader.Create(process.StandardOutput.BaseStream, new StreamPipeReaderOptions(bufferSize: 16 * 1024));
        _reading = ReadAsync(process.StandardError.BaseStream, _errors);
    }

    /// <summary>Standard output.</summary>
    public PipeReader Output { get; }

    /// <summary>The newest 64 KB of standard error.</summary>
    public string Errors => _errors.ToString();

    /// <summary>Starts a command.</summary>
    /// <exception cref="Win32Exception">The program does not exist.</exception>
    public static ChildProcess Start(ProcessCommand command, IReadOnlyDictionary<string, string>? environment = null) =>
        new(Process.Start(command.Redirected(environment))!);

    /// <summary>Runs a short command to its end; after the time limit it is killed with its own children, and the exit code is
    /// null.</summary>
    /// <exception cref="Win32Exception">The program does not exist.</exception>
    public static async Task<(int? ExitCode, string Output, string Errors)> RunAsync(
        ProcessCommand command, TimeSpan within, CancellationToken token, IReadOnlyDictionary<string, string>? environment = null)
    {
        await using var child = Start(command, environment);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(within);
        try
        {
            child._process.StandardInput.Close();
            var output = new TailBuffer();
            var reading = ReadAsync(child._process.StandardOutput.BaseStream, output);
            var exitCode = await child.ExitCodeAsync(limit.Token);
            await Task.WhenAny(reading, Task.Delay(ErrorsTimeout, limit.Token));
            return (exitCode, output.ToString(), child.Errors);
        }
        catch (OperationCanceledException)
        {
            child._process.Kill(entireProcessTree: true);
            token.ThrowIfCancellationRequested();
            return (null, "", child.Errors);
        }
    }

    /// <summary>Writes a text to standard input, atomically; false when the child does not read it in time or is gone.</summary>
    public async Task<bool> WriteAsync(ReadOnlyMemory<byte> text, TimeSpan within, CancellationToken token)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(within); // The pipe of a stopped ssh fills up.
        try
        {
            await _writing.WaitAsync(limit.Token);
            try
            {
                await _process.StandardInput.BaseStream.WriteAsync(text, limit.Token);
                return true;
            }
            finally
            {
                _writing.Release();
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The exit code, after the child has ended and its standard error was read.</summary>
    public async Task<int> ExitCodeAsync(CancellationToken token)
    {
        await _process.WaitForExitAsync(token);
        await Task.WhenAny(_reading, Task.Delay(ErrorsTimeout, token));
        return _process.ExitCode;
    }

    /// <summary>Sends SIGTERM.</summary>
    public void Terminate()
    {
        try
        {
            if (!_process.HasExited)
            {
                Posix.Terminate(_process.Id);
            }
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    /// <summary>Closes standard input, sends SIGTERM a second later and SIGKILL after another; the exit code.</summary>
    /// <param name="atOnce">Whether to send SIGTERM at once, as the child does not read its input.</param>
    public Task<int> EndAsync(bool atOnce) => _ending ??= EndOnceAsync(atOnce);

    public async ValueTask DisposeAsync() => await EndAsync(atOnce: true);

    private async Task<int> EndOnceAsync(bool atOnce)
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The pipe is broken.
        }

        if (atOnce || !await HasEndedAsync())
        {
            Terminate();
            if (!await HasEndedAsync())
            {
                _process.Kill();
                await _process.WaitForExitAsync();
            }
        }

        await Task.WhenAny(_reading, Task.Delay(ErrorsTimeout));
        await Output.CompleteAsync();
        var exitCode = _process.ExitCode;
        _process.StandardError.Dispose(); // A stream that was read from the process is not disposed with it.
        _process.Dispose();
        _writing.Dispose();
        return exitCode;
    }

    private async Task<bool> HasEndedAsync()
    {
        using var limit = new CancellationTokenSource(TerminateTimeout);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task ReadAsync(Stream stream, TailBuffer text)
    {
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer) is > 0 and var count)
            {
                text.Append(buffer.AsSpan(0, count));
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // Closed by EndOnceAsync.
        }
    }
}
