using System.Reactive.Concurrency;

namespace GpuTop.Ssh;

/// <summary>The connection to a jump host that all servers behind it share.</summary>
internal sealed class JumpConnection(IScheduler scheduler)
{
    /// <summary>Who got an answer so short a time ago is there.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource<Failure?> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChildProcess? _child;
    private SshLog? _log;
    private Func<Task<bool>>? _ask;
    private Task<bool> _answer = Task.FromResult(true);
    private DateTimeOffset _askedAt;

    /// <summary>Null once it leads on, or why it does not.</summary>
    public Task<Failure?> Opened => _opened.Task;

    /// <summary>Done when it is over, and the next to want a way through may make another.</summary>
    public Task Gone => _gone.Task;

    /// <summary>Its control socket, once it leads on.</summary>
    public string Socket { get; private set; } = "";

    /// <summary>When it began to lead on.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>The one that it goes through itself; null when there is none. The masters' lock guards it.</summary>
    public JumpConnection? Through { get; set; }

    /// <summary>How many lines its ssh has said.</summary>
    public int LinesSaid
    {
        get
        {
            var (text, linesBefore) = _log!.Read();
            return linesBefore + text.AsSpan().Count('\n');
        }
    }

    /// <summary>It leads on.</summary>
    /// <param name="child">Its ssh.</param>
    /// <param name="log">The messages of it.</param>
    /// <param name="socket">Its control socket.</param>
    /// <param name="ask">Finds out whether the jump host still answers.</param>
    public void Open(ChildProcess child, SshLog log, string socket, Func<Task<bool>> ask)
    {
        (_child, _log, Socket, _ask) = (child, log, socket, ask);
        _askedAt = OpenedAt = scheduler.Now;
        _opened.TrySetResult(null);
    }

    /// <summary>It is over, or never came to be.</summary>
    public void End(Failure failure)
    {
        _opened.TrySetResult(failure);
        _gone.TrySetResult();
    }

    /// <summary>Whether it is the other, or goes through it.</summary>
    public bool LeadsThrough(JumpConnection other) => this == other || Through?.LeadsThrough(other) == true;

    /// <summary>Whether the jump host still answers. Without it who wants to pass would wait a minute and a half for a network that is gone.</summary>
    /// <param name="isDoubtful">Whether there is a reason to think that it does not: then an answer of a moment ago counts no more, and
    /// none ends the connection. Without a reason it goes on, for those who are behind it already bear a longer silence.</param>
    public async Task<bool> AnswersAsync(bool isDoubtful)
    {
        Task<bool> answer;
        lock (_opened)
        {
            if (_answer.IsCompleted && (isDoubtful || scheduler.Now - _askedAt > Fresh))
            {
                _askedAt = scheduler.Now;
                _answer = _ask!();
            }

            answer = _answer;
        }

        if (await answer)
        {
            return true;
        }

        // Without its socket nobody can use it any more.
        if (isDoubtful || !File.Exists(Socket))
        {
            _child!.Terminate();
        }

        return false;
    }

    /// <summary>Why it did not lead a connection on, in the words of ssh; empty when it does not say, or may have said it of another.</summary>
    /// <param name="line">How many lines had been said when the connection was begun.</param>
    /// <param name="token">Gives up.</param>
    public async Task<string> RefusalSinceAsync(int line, CancellationToken token)
    {
        var refusals = await ForwardRefusals.AwaitAsync(
            () => _log!.Read(), refusal => refusal.Line > line && refusal.Newest != ForwardRefusals.OfQuestion, token);
        return refusals.Select(refusal => refusal.Newest).Distinct().ToArray() is [var reason] ? $"channel 0{ForwardRefusals.Mark}{reason}\n" : "";
    }
}
