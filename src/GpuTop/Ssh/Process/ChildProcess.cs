using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipelines;

namespace GpuTop.Ssh;

/// <summary>A child process with its three streams; ends in a fixed time. Reads without a buffer or string per line.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Polite = TimeSpan.FromSeconds(1);

    /// <summary>An orphan of the child may hold its standard error open for ever: never wait for the end of it without a limit.
    /// Nor too short on a busy machine: without ssh's words a refused key would look like a lost connection.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly TailBuffer _errors = new();
    private readonly Task _reading;
    private Task<int>? _ending;

    private ChildProcess(Process process)
    {
        _process = process;
        Output = PipeReader.Create(process.StandardOutput.BaseStream, new StreamPipeReaderOptions(bufferSize: 16 * 1024));
        _reading = ReadErrorsAsync(process.StandardError.BaseStream);
    }

    /// <summary>Its standard output.</summary>
    public PipeReader Output { get; }

    /// <summary>The newest 64 KB of its standard error.</summary>
    public string Errors => _errors.ToString();

    /// <summary>Starts it.</summary>
    /// <exception cref="Win32Exception">There is no such program.</exception>
    public static ChildProcess Start(ProcessCommand command, IReadOnlyDictionary<string, string>? environment = null) =>
        new(Process.Start(command.Redirected(environment))!);

    /// <summary>Runs a short command to its end; killed, with exit code null, when it takes too long.</summary>
    public static async Task<(int? ExitCode, string Output, string Errors)> RunAsync(ProcessCommand command, TimeSpan within, CancellationToken token)
    {
        await using var child = Start(command);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(within);
        try
        {
            child._process.StandardInput.Close();
            var output = new TailBuffer();
            ReadResult read;
            do
            {
                read = await child.Output.ReadAsync(limit.Token);
                foreach (var part in read.Buffer)
                {
                    output.Append(part.Span);
                }

                child.Output.AdvanceTo(read.Buffer.End);
            }
            while (!read.IsCompleted);

            return (await child.ExitCodeAsync(limit.Token), output.ToString(), child.Errors);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return (null, "", child.Errors);
        }
    }

    /// <summary>Writes to its standard input; whole texts never mix. False when it does not take it in time or is gone.</summary>
    public async Task<bool> WriteAsync(ReadOnlyMemory<byte> text, TimeSpan within, CancellationToken token)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(within); // A stopped ssh lets the pipe fill up.
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

    /// <summary>Its exit code, once it has ended and its last words were read.</summary>
    public async Task<int> ExitCodeAsync(CancellationToken token)
    {
        await _process.WaitForExitAsync(token);
        await Task.WhenAny(_reading, Task.Delay(LastWords, token));
        return _process.ExitCode;
    }

    /// <summary>Asks it to end, now.</summary>
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
            // Ended and cleared away.
        }
    }

    /// <summary>Ends it: closes its input, after a second SIGTERM, after another SIGKILL. Its exit code.</summary>
    /// <param name="atOnce">Without the first second: it does not read its input yet, or no longer.</param>
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
            // Broken already.
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

        await Task.WhenAny(_reading, Task.Delay(LastWords));
        await Output.CompleteAsync();
        var exitCode = _process.ExitCode;
        _process.StandardError.Dispose(); // What was taken from a process is not disposed with it.
        _process.Dispose();
        _writing.Dispose();
        return exitCode;
    }

    private async Task<bool> HasEndedAsync()
    {
        using var limit = new CancellationTokenSource(Polite);
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

    private async Task ReadErrorsAsync(Stream errors)
    {
        var buffer = new byte[4096];
        try
        {
            while (await errors.ReadAsync(buffer) is > 0 and var count)
            {
                _errors.Append(buffer.AsSpan(0, count));
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // We ended it.
        }
    }
}
