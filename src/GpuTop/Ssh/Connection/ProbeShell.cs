using System.Buffers;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Text;

namespace GpuTop.Ssh;

/// <summary>The dialogue with the shell that runs the probe, from its start to its end.</summary>
/// <param name="channel">Its streams.</param>
/// <param name="program">The probe.</param>
/// <param name="heartbeatRequests">Requests for an immediate heartbeat.</param>
/// <param name="scheduler">The clock of the heartbeats.</param>
/// <param name="mark">Printed by the shell that reads the probe; null where no login shell runs before it.</param>
internal sealed class ProbeShell(
    IProbeChannel channel,
    ProbeProgram program,
    IObservable<Unit> heartbeatRequests,
    IScheduler scheduler,
    ReadOnlyMemory<byte>? mark = null)
{
    /// <summary>Interval of the heartbeats; the probe ends itself, its tunnels and its sshd after 13 s without a line.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(3);

    /// <summary>Pause between empty lines for an rc file that reads standard input, as if the user pressed Enter.</summary>
    private static readonly TimeSpan EnterInterval = TimeSpan.FromSeconds(2);

    /// <summary>Empty lines before the probe is sent without the shell's mark: a forced command may be a shell that prints none.</summary>
    private const int MaxEnters = 5;

    /// <summary>Characters of login shell output that are kept for the failure's text.</summary>
    private const int MaxNoise = 4096;

    private readonly StringBuilder _noise = new();
    private readonly Lock _login = new();
    private readonly TaskCompletionSource _loggedIn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _shell = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the login succeeded.</summary>
    public bool IsAuthenticated { get; private set; }

    /// <summary>Whether the probe's first line was seen.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Whether its output has ended: the exit status follows.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether the login shell ran no command, as its mark was not seen.</summary>
    public bool RanNothing => mark is not null && !_shell.Task.IsCompleted;

    /// <summary>Output before the probe's first line.</summary>
    public string Noise
    {
        get
        {
            lock (_noise)
            {
                return _noise.ToString();
            }
        }
    }

    /// <summary>Sends the probe and emits the steps from the login on until the output ends or the token is cancelled.</summary>
    /// <param name="steps">One at a time, any thread.</param>
    /// <param name="token">Cancels.</param>
    public async Task RunAsync(IObserver<ConnectionStep> steps, CancellationToken token)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(token);
        try
        {
            var sending = SendAsync(ended.Token);
            var login = AwaitLoginAsync(steps, ended.Token);
            await ReadAsync(steps, ended.Token);
            await ended.CancelAsync();
            await Task.WhenAll(sending, login).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    private async Task AwaitLoginAsync(IObserver<ConnectionStep> steps, CancellationToken token)
    {
        await channel.AwaitLoginAsync(token);
        Authenticated(steps);
    }

    private void Authenticated(IObserver<ConnectionStep> steps)
    {
        // The second caller continues only after the step was emitted.
        lock (_login)
        {
            if (!IsAuthenticated)
            {
                IsAuthenticated = true;
                channel.OnLoggedIn();
                _loggedIn.TrySetResult();
                steps.OnNext(new ConnectionStep.Authenticated(() => $"{channel.Errors}\n{Noise}"));
            }
        }
    }

    /// <summary>Sends the probe once the shell's mark was seen; an rc file could read what is sent earlier.</summary>
    private async Task SendAsync(CancellationToken token)
    {
        if (mark is not null)
        {
            await _loggedIn.Task.WaitAsync(token);
            for (var i = 0; i < MaxEnters && await Task.WhenAny(_shell.Task, Task.Delay(EnterInterval, token)) != _shell.Task; i++)
            {
                await channel.WriteAsync("\n"u8.ToArray(), EnterInterval, token);
            }
        }

        await channel.WriteAsync(program.Text, Timeout.InfiniteTimeSpan, token);
    }

    private async Task ReadAsync(IObserver<ConnectionStep> steps, CancellationToken token)
    {
        IDisposable? heartbeats = null;
        var budget = new ReadBudget();
        try
        {
            while (true)
            {
                var read = await channel.Output.ReadAsync(token);
                var bytes = read.Buffer;
                var pause = budget.Spend(bytes.Length);
                if (!IsReady && !_shell.Task.IsCompleted && mark is { } shellMark && SkipTo(ref bytes, shellMark))
                {
                    bytes = bytes.Slice(shellMark.Length);
                    Authenticated(steps);
                    _shell.TrySetResult();
                }

                if (!IsReady && SkipTo(ref bytes, program.ReadyMark))
                {
                    IsReady = true;
                    Authenticated(steps);
                    _shell.TrySetResult(); // A shell of a forced command prints no mark.
                    steps.OnNext(new ConnectionStep.Ready(channel.OpenSession(FailureText.Clean(Noise))));
                    heartbeats = Beat();
                }

                if (IsReady)
                {
                    foreach (var part in bytes)
                    {
                        steps.OnNext(new ConnectionStep.Output(part));
                    }

                    channel.Output.AdvanceTo(bytes.End);
                }
                else
                {
                    // The end may be the beginning of a mark.
                    var rest = read.IsCompleted ? 0 : Math.Max(program.ReadyMark.Length, mark?.Length ?? 0) - 1;
                    Skip(ref bytes, Math.Max(0, bytes.Length - rest));
                    channel.Output.AdvanceTo(bytes.Start, bytes.End);
                }

                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, token);
                }

                if (read.IsCompleted)
                {
                    HasEnded = true;
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
    private bool SkipTo(ref ReadOnlySequence<byte> bytes, ReadOnlyMemory<byte> sought)
    {
        var reader = new SequenceReader<byte>(bytes);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> noise, sought.Span, advancePastDelimiter: false))
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
    private IDisposable Beat() => Observable.Timer(TimeSpan.Zero, Heartbeat, scheduler)
        .Select(_ => Unit.Default)
        .Merge(heartbeatRequests)
        .SelectMany(_ => channel.WriteAsync(Encoding.ASCII.GetBytes($"b {scheduler.Now.UtcTicks}\n"), Heartbeat, CancellationToken.None))
        .Subscribe(_ => channel.OnHeartbeat());
}
