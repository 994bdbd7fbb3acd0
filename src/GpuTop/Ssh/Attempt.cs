using System.Buffers;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Text;

namespace GpuTop.Ssh;

/// <summary>One child process that runs the probe's shell, from its start to its end.</summary>
/// <param name="command">What to start.</param>
/// <param name="environment">Variables for it.</param>
/// <param name="socket">Where its control socket will appear once logged in; null when it has none.</param>
/// <param name="target">The server.</param>
/// <param name="program">The probe.</param>
/// <param name="doubts">When a heartbeat is due at once.</param>
/// <param name="scheduler">The clock of the heartbeats.</param>
internal sealed class Attempt(
    Command command,
    IReadOnlyDictionary<string, string> environment,
    string? socket,
    Target target,
    ProbeProgram program,
    IObservable<Unit> doubts,
    IScheduler scheduler)
{
    /// <summary>The probe ends itself, its tunnels and its sshd after 13 s without a line.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SocketLook = TimeSpan.FromMilliseconds(40);

    /// <summary>Noise of a login shell that is kept for the failure's text.</summary>
    private const int MostNoise = 4096;

    private readonly StringBuilder _noise = new();
    private readonly SshLog? _log = socket is null ? null : new SshLog(socket);
    private Child? _child;
    private readonly Lock _login = new();
    private bool _authenticated;
    private bool _ready;
    private bool _isEnding;

    /// <summary>Ends the child early. Done when it is gone; the attempt then ends by itself.</summary>
    public async Task CancelAsync()
    {
        if (_child is { } child)
        {
            child.Terminate();
            await child.ExitCodeAsync(CancellationToken.None);
        }
    }

    /// <summary>Runs it and says its steps, but for the last. The end is what is known of it.</summary>
    /// <param name="steps">One at a time, any thread.</param>
    /// <param name="authenticated">Called once, when logged in.</param>
    /// <param name="token">Ends the child, politely.</param>
    public async Task<AttemptEnd> RunAsync(IObserver<Step> steps, Action authenticated, CancellationToken token)
    {
        _child = Child.Start(command, environment);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(token);
        var exitCode = 0;
        try
        {
            steps.OnNext(new Step.Started());
            var sending = _child.WriteAsync(program.Text, Timeout.InfiniteTimeSpan, ended.Token);
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

        return new AttemptEnd(target.Host, _log?.Text ?? "", _child.Errors, _noise.ToString(), exitCode, _authenticated, _ready);

        void Authenticated()
        {
            // Whoever comes second goes on only when it was said.
            lock (_login)
            {
                if (!_authenticated)
                {
                    _authenticated = true;
                    authenticated();
                    steps.OnNext(new Step.Authenticated());
                }
            }
        }
    }

    private async Task AwaitLoginAsync(Action authenticated, CancellationToken token)
    {
        while (socket is not null && !File.Exists(socket))
        {
            await Task.Delay(SocketLook, token);
        }

        authenticated();
    }

    private async Task ReadAsync(Child child, IObserver<Step> steps, Action authenticated, CancellationToken token)
    {
        IDisposable? heart = null;
        var budget = new ReadBudget();
        try
        {
            while (true)
            {
                var read = await child.Output.ReadAsync(token);
                var bytes = read.Buffer;
                var pause = budget.Spend(bytes.Length);
                if (!_ready && ReadyLine(ref bytes, read.IsCompleted))
                {
                    _ready = true;
                    authenticated();
                    steps.OnNext(new Step.Ready(new Session(
                        target, socket, FailureText.Warning(_log?.Text ?? ""), (line, stop) => child.WriteAsync(line, Heartbeat, stop), () => _log?.Read() ?? ("", 0))
                    {
                        Noise = FailureText.Clean(_noise.ToString()),
                    }));
                    heart = Beat(child);
                }

                if (_ready)
                {
                    foreach (var part in bytes)
                    {
                        steps.OnNext(new Step.Output(part));
                    }

                    child.Output.AdvanceTo(bytes.End);
                }
                else
                {
                    child.Output.AdvanceTo(bytes.Start, bytes.End);
                }

                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, token);
                }

                if (read.IsCompleted)
                {
                    _isEnding = true; // What the shell exited with comes after its last word: ended now, ssh would not tell it.
                    return;
                }
            }
        }
        finally
        {
            heart?.Dispose();
        }
    }

    /// <summary>Whether the probe has begun; the bytes then start with its first line, else with what may become it.</summary>
    private bool ReadyLine(ref ReadOnlySequence<byte> bytes, bool isAll)
    {
        var reader = new SequenceReader<byte>(bytes);
        var found = reader.TryReadTo(out ReadOnlySequence<byte> noise, program.ReadyMark.Span, advancePastDelimiter: false);
        if (!found)
        {
            noise = bytes.Slice(0, isAll ? bytes.Length : Math.Max(0, bytes.Length - program.ReadyMark.Length + 1));
        }

        if (_noise.Length < MostNoise)
        {
            _noise.Append(Encoding.UTF8.GetString(noise.Slice(0, Math.Min(noise.Length, MostNoise))));
        }

        bytes = bytes.Slice(noise.Length);
        return found;
    }

    /// <summary>Lines that carry their own time, so that their echo tells the latency. A line that is not taken is not missed: silence tells.</summary>
    private IDisposable Beat(Child child) => Observable.Timer(TimeSpan.Zero, Heartbeat, scheduler)
        .Select(_ => Unit.Default)
        .Merge(doubts)
        .SelectMany(_ => child.WriteAsync(Encoding.ASCII.GetBytes($"b {scheduler.Now.UtcTicks}\n"), Heartbeat, CancellationToken.None))
        .Subscribe(_ => _log?.Trim());
}
