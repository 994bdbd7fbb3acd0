using System.Buffers;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Text;
using GpuTop.Config;

namespace GpuTop.Ssh;

/// <summary>One child process that runs the probe's shell, from its start to its end.</summary>
/// <param name="command">The command to start.</param>
/// <param name="environment">Its additional variables.</param>
/// <param name="socket">Path of its control socket, which appears after the login; null without one.</param>
/// <param name="target">The server.</param>
/// <param name="program">The probe.</param>
/// <param name="heartbeatRequests">Requests for an immediate heartbeat.</param>
/// <param name="scheduler">The clock of the heartbeats.</param>
/// <param name="shellMark">Printed by the shell that reads the probe; null where no login shell runs before it.</param>
internal sealed class ProbeProcess(
    ProcessCommand command,
    IReadOnlyDictionary<string, string> environment,
    string? socket,
    ServerSetting target,
    ProbeProgram program,
    IObservable<Unit> heartbeatRequests,
    IScheduler scheduler,
    ReadOnlyMemory<byte>? shellMark = null)
{
    /// <summary>Interval of the heartbeats; the probe ends itself, its tunnels and its sshd after 13 s without a line.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SocketPollInterval = TimeSpan.FromMilliseconds(40);

    /// <summary>Pause between empty lines for an rc file that reads standard input, as if the user pressed Enter.</summary>
    private static readonly TimeSpan EnterInterval = TimeSpan.FromSeconds(2);

    /// <summary>Empty lines before the probe is sent without the shell's mark: a forced command may be a shell that prints none.</summary>
    private const int MaxEnters = 5;

    /// <summary>Characters of login shell output that are kept for the failure's text.</summary>
    private const int MaxNoise = 4096;

    private readonly StringBuilder _noise = new();
    private readonly SshLog? _log = socket is null ? null : new SshLog(socket);
    private ChildProcess? _child;
    private readonly Lock _login = new();
    private readonly TaskCompletionSource _loggedIn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _shell = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _authenticated;
    private bool _ready;
    private bool _isEnding;

    /// <summary>Terminates the child and completes when it is gone; the attempt ends with it.</summary>
    public async Task CancelAsync()
    {
        if (_child is { } child)
        {
            child.Terminate();
            await child.ExitCodeAsync(CancellationToken.None);
        }
    }

    /// <summary>Runs the process, emits all steps but the last, and returns the state at its end.</summary>
    /// <param name="steps">One at a time, any thread.</param>
    /// <param name="authenticated">Called once, after the login.</param>
    /// <param name="token">Terminates the child.</param>
    public async Task<AttemptEnd> RunAsync(IObserver<ConnectionStep> steps, Action authenticated, CancellationToken token)
    {
        _child = ChildProcess.Start(command, environment);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(token);
        var exitCode = 0;
        try
        {
            steps.OnNext(new ConnectionStep.Started());
            var sending = SendAsync(_child, ended.Token);
            var login = AwaitLoginAsync(Authenticated, ended.Token);
            await ReadAsync(_child, steps, Authenticated, ended.Token);
            await ended.CancelAsync();
            await Task.WhenAll(sending, login).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
        finally
        {
            await ended.CancelAsync();
            exitCode = await _child.EndAsync(atOnce: !_ready && !_isEnding);
            if (socket is not null)
            {
                File.Delete(socket);
            }

            _log?.Dispose();
        }

        return new AttemptEnd(target.Host, _log?.Text ?? "", _child.Errors, Noise, exitCode, _authenticated, _ready)
        {
            RanNothing = shellMark is not null && !_shell.Task.IsCompleted,
        };

        void Authenticated()
        {
            // The second caller continues only after the step was emitted.
            lock (_login)
            {
                if (!_authenticated)
                {
                    _authenticated = true;
                    authenticated();
                    _loggedIn.TrySetResult();
                    steps.OnNext(new ConnectionStep.Authenticated(() => $"{_child.Errors}\n{Noise}"));
                }
            }
        }
    }

    private async Task AwaitLoginAsync(Action authenticated, CancellationToken token)
    {
        while (socket is not null && !File.Exists(socket))
        {
            await Task.Delay(SocketPollInterval, token);
        }

        authenticated();
    }

    private string Noise
    {
        get
        {
            lock (_noise)
            {
                return _noise.ToString();
            }
        }
    }

    /// <summary>Sends the probe once the shell's mark was seen; an rc file could read what is sent earlier.</summary>
    private async Task SendAsync(ChildProcess child, CancellationToken token)
    {
        if (shellMark is not null)
        {
            await _loggedIn.Task.WaitAsync(token);
            for (var i = 0; i < MaxEnters && await Task.WhenAny(_shell.Task, Task.Delay(EnterInterval, token)) != _shell.Task; i++)
            {
                await child.WriteAsync("\n"u8.ToArray(), EnterInterval, token);
            }
        }

        await child.WriteAsync(program.Text, Timeout.InfiniteTimeSpan, token);
    }

    private async Task ReadAsync(ChildProcess child, IObserver<ConnectionStep> steps, Action authenticated, CancellationToken token)
    {
        IDisposable? heartbeats = null;
        var budget = new ReadBudget();
        try
        {
            while (true)
            {
                var read = await child.Output.ReadAsync(token);
                var bytes = read.Buffer;
                var pause = budget.Spend(bytes.Length);
                if (!_ready && !_shell.Task.IsCompleted && shellMark is { } mark && SkipTo(ref bytes, mark))
                {
                    bytes = bytes.Slice(mark.Length);
                    authenticated();
                    _shell.TrySetResult();
                }

                if (!_ready && SkipTo(ref bytes, program.ReadyMark))
                {
                    _ready = true;
                    authenticated();
                    _shell.TrySetResult(); // A shell of a forced command prints no mark.
                    steps.OnNext(new ConnectionStep.Ready(new SshSession(
                        target,
                        socket,
                        FailureClassifier.Warning(_log?.Text ?? ""),
                        (line, stop) => child.WriteAsync(line, Heartbeat, stop),
                        () => _log?.Read() ?? ("", 0))
                    {
                        Noise = FailureText.Clean(Noise),
                        LoginOutput = FailureText.Clean($"{_log?.Text}{child.Errors}"),
                    }));
                    heartbeats = Beat(child);
                }

                if (_ready)
                {
                    foreach (var part in bytes)
                    {
                        steps.OnNext(new ConnectionStep.Output(part));
                    }

                    child.Output.AdvanceTo(bytes.End);
                }
                else
                {
                    // The end may be the beginning of a mark.
                    var rest = read.IsCompleted ? 0 : Math.Max(program.ReadyMark.Length, shellMark?.Length ?? 0) - 1;
                    Skip(ref bytes, Math.Max(0, bytes.Length - rest));
                    child.Output.AdvanceTo(bytes.Start, bytes.End);
                }

                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, token);
                }

                if (read.IsCompleted)
                {
                    _isEnding = true; // The exit status follows the end of output: a terminated ssh would not report it.
                    return;
                }
            }
        }
        finally
        {
            heartbeats?.Dispose();
        }
    }

    /// <summary>Whether the mark was found: the bytes then start with it. Otherwise they stay, since they may hold another mark.</summary>
    private bool SkipTo(ref ReadOnlySequence<byte> bytes, ReadOnlyMemory<byte> mark)
    {
        var reader = new SequenceReader<byte>(bytes);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> noise, mark.Span, advancePastDelimiter: false))
        {
            return false;
        }

        Skip(ref bytes, noise.Length);
        return true;
    }

    /// <summary>Removes the first bytes and keeps them as noise.</summary>
    private void Skip(ref ReadOnlySequence<byte> bytes, long count)
    {
        lock (_noise)
        {
            if (_noise.Length < MaxNoise)
            {
                _noise.Append(Encoding.UTF8.GetString(bytes.Slice(0, Math.Min(count, MaxNoise))));
            }
        }

        bytes = bytes.Slice(count);
    }

    /// <summary>Writes heartbeats with their time, whose echo gives the latency; a failed write is ignored, as the silence timeout detects
    /// it.</summary>
    private IDisposable Beat(ChildProcess child) => Observable.Timer(TimeSpan.Zero, Heartbeat, scheduler)
        .Select(_ => Unit.Default)
        .Merge(heartbeatRequests)
        .SelectMany(_ => child.WriteAsync(Encoding.ASCII.GetBytes($"b {scheduler.Now.UtcTicks}\n"), Heartbeat, CancellationToken.None))
        .Subscribe(_ => _log?.Trim());
}
