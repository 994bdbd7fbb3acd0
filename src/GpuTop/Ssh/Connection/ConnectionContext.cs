using System.Collections.Concurrent;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace GpuTop.Ssh;

/// <summary>What all connections of one program run share, whatever client makes them.</summary>
/// <param name="scheduler">The clock.</param>
/// <param name="prompts">Receives the prompts of logins.</param>
/// <param name="wakeUps">Ends of sleeps of this machine; hot.</param>
/// <param name="newAddresses">New addresses of this machine; hot.</param>
internal sealed class ConnectionContext(
    IScheduler scheduler, PromptChannel prompts, IObservable<Unit> wakeUps, IObservable<Unit> newAddresses) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly ISubject<string> _jumpsOpened = Subject.Synchronize(new Subject<string>());

    public IScheduler Scheduler => scheduler;

    public PromptChannel Prompts => prompts;

    /// <summary>This machine woke from sleep. Hot.</summary>
    public IObservable<Unit> WakeUps => wakeUps;

    /// <summary>This machine got a new address. Hot.</summary>
    public IObservable<Unit> NewAddresses => newAddresses;

    public LoginLimiter LoginLimiter { get; } = new(atOnce: 8);

    /// <summary>The jump hosts that were connected, as the configuration lists them; triggers servers that failed there. Hot.</summary>
    public IObservable<string> JumpsOpened => _jumpsOpened.AsObservable();

    /// <summary>Cancelled when the program ends.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>Reports jump hosts that were connected, as the configuration lists them.</summary>
    public void ReportJump(string jumps) => _jumpsOpened.OnNext(jumps);

    /// <summary>Registers a task that <see cref="DisposeAsync"/> waits for.</summary>
    public Task Track(Task task)
    {
        _running.TryAdd(task, 0);
        task.ContinueWith(ended => _running.TryRemove(ended, out _), TaskScheduler.Default);
        return task;
    }

    /// <summary>Ends what the connections share, and waits for all registered tasks.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Task.WhenAll(_running.Keys).ContinueWith(static _ => { }, TaskScheduler.Default);
        _closing.Dispose();
    }
}
