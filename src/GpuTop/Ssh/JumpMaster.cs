using System.Reactive.Concurrency;

namespace GpuTop.Ssh;

/// <summary>The connection to a jump host that all servers behind it share.</summary>
internal sealed class JumpMaster(IScheduler scheduler)
{
    /// <summary>Who got an answer so short a time ago is there.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource<(string? Socket, Failure? Failure)> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<Task<bool>>? _ask;
    private Task<bool> _answer = Task.FromResult(true);
    private DateTimeOffset _askedAt;

    /// <summary>Its socket once it leads on, or why it does not.</summary>
    public Task<(string? Socket, Failure? Failure)> Opened => _opened.Task;

    /// <summary>Done when it is over, and the next to want a way through may make another.</summary>
    public Task Gone => _gone.Task;

    /// <summary>The one that it goes through itself; null when there is none. The masters' lock guards it.</summary>
    public JumpMaster? Through { get; set; }

    /// <summary>It leads on.</summary>
    /// <param name="socket">Its control socket.</param>
    /// <param name="ask">Finds out whether the jump host still answers, and ends the connection when it does not.</param>
    public void Open(string socket, Func<Task<bool>> ask)
    {
        _ask = ask;
        _askedAt = scheduler.Now;
        _opened.TrySetResult((socket, null));
    }

    /// <summary>It is over, or never came to be.</summary>
    public void End(Failure failure)
    {
        _opened.TrySetResult((null, failure));
        _gone.TrySetResult();
    }

    /// <summary>Whether it is the other, or goes through it.</summary>
    public bool LeadsThrough(JumpMaster other) => this == other || Through?.LeadsThrough(other) == true;

    /// <summary>Whether the jump host still answers. Without it who wants to pass would wait a minute and a half for a network that is gone.</summary>
    /// <param name="isDoubtful">Whether an answer of a moment ago counts no more.</param>
    public Task<bool> AnswersAsync(bool isDoubtful)
    {
        lock (_opened)
        {
            if (_answer.IsCompleted && (isDoubtful || scheduler.Now - _askedAt > Fresh))
            {
                _askedAt = scheduler.Now;
                _answer = _ask!();
            }

            return _answer;
        }
    }
}
