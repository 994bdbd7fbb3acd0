using System.Reactive.Concurrency;

namespace GpuTop.Ssh;

/// <summary>The connection to a jump host that all servers behind it share.</summary>
internal sealed class JumpConnection(IScheduler scheduler)
{
    /// <summary>Time for which an answer of the jump host stays valid.</summary>
    private static readonly TimeSpan AnswerLifetime = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource<Failure?> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChildProcess? _child;
    private SshLog? _log;
    private Func<Task<bool>>? _ping;
    private Task<bool> _answer = Task.FromResult(true);
    private DateTimeOffset _pingedAt;

    /// <summary>Null once it forwards, or the failure.</summary>
    public Task<Failure?> Opened => _opened.Task;

    /// <summary>Completes when the connection has ended and may be replaced.</summary>
    public Task Gone => _gone.Task;

    /// <summary>Path of its control socket, once it forwards.</summary>
    public string Socket { get; private set; } = "";

    /// <summary>Time at which it began to forward.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>The connection that it goes through itself; null without one. Guarded by the lock of
    /// <see cref="JumpConnections"/>.</summary>
    public JumpConnection? Through { get; set; }

    /// <summary>Number of lines in the log of its ssh.</summary>
    public int LogLines
    {
        get
        {
            var (text, linesBefore) = _log!.Read();
            return linesBefore + text.AsSpan().Count('\n');
        }
    }

    /// <summary>Marks it as ready to forward.</summary>
    /// <param name="child">Its ssh.</param>
    /// <param name="log">Its log.</param>
    /// <param name="socket">Its control socket.</param>
    /// <param name="ping">Tests whether the jump host still answers.</param>
    public void Open(ChildProcess child, SshLog log, string socket, Func<Task<bool>> ping)
    {
        (_child, _log, Socket, _ping) = (child, log, socket, ping);
        _pingedAt = OpenedAt = scheduler.Now;
        _opened.TrySetResult(null);
    }

    /// <summary>Marks it as ended or failed.</summary>
    public void End(Failure failure)
    {
        _opened.TrySetResult(failure);
        _gone.TrySetResult();
    }

    /// <summary>Whether it is the other connection, or goes through it.</summary>
    public bool LeadsThrough(JumpConnection other) => this == other || Through?.LeadsThrough(other) == true;

    /// <summary>Whether the jump host still answers; without this test a new connection through it would wait 90 s for a dead
    /// network.</summary>
    /// <param name="isDoubtful">Whether a server behind it fell silent: then a recent answer does not count, and no answer ends the
    /// connection. Otherwise it stays, as the servers behind it tolerate a longer silence.</param>
    public async Task<bool> AnswersAsync(bool isDoubtful)
    {
        Task<bool> answer;
        lock (_opened)
        {
            if (_answer.IsCompleted && (isDoubtful || scheduler.Now - _pingedAt > AnswerLifetime))
            {
                _pingedAt = scheduler.Now;
                _answer = _ping!();
            }

            answer = _answer;
        }

        if (await answer)
        {
            return true;
        }

        // Without its socket it is unusable.
        if (isDoubtful || !File.Exists(Socket))
        {
            _child!.Terminate();
        }

        return false;
    }

    /// <summary>The message of ssh about a refused forward; empty when there is none, or several that differ.</summary>
    /// <param name="line">Number of log lines before the forward was requested.</param>
    /// <param name="token">Cancels.</param>
    public async Task<string> RefusalSinceAsync(int line, CancellationToken token)
    {
        var refusals = await ForwardRefusals.AwaitAsync(
            () => _log!.Read(), refusal => refusal.Line > line && refusal.Newest != ForwardRefusals.OfPing, token);
        return refusals.Select(refusal => refusal.Newest).Distinct().ToArray() is [var reason]
            ? $"channel 0{ForwardRefusals.Mark}{reason}\n"
            : "";
    }
}
