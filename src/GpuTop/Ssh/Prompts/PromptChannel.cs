using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.Model;

namespace GpuTop.Ssh;

/// <summary>The prompts of all logins on their way to the user.</summary>
internal sealed class PromptChannel : IDisposable
{
    /// <summary>Delay after a login until no running code holds an answer.</summary>
    private static readonly TimeSpan CollectionDelay = TimeSpan.FromSeconds(1);

    private readonly Subject<PendingPrompt> _prompts = new();
    private readonly Subject<Unit> _loginsEnded = new();
    private readonly IDisposable _collecting;

    /// <param name="scheduler">The clock.</param>
    public PromptChannel(IScheduler scheduler) =>
        _collecting = _loginsEnded.Synchronize().Throttle(CollectionDelay, scheduler).Subscribe(_ => CollectSecrets());

    /// <summary>The prompts; without a subscriber, prompts that need an answer are cancelled. Hot; any thread, one at a time.</summary>
    public IObservable<PendingPrompt> Prompts => _prompts;

    /// <summary>Opens a prompt: passes it to the user, or cancels it where nobody can be asked.</summary>
    public void Open(PendingPrompt prompt)
    {
        if (_prompts.HasObservers)
        {
            lock (_prompts)
            {
                _prompts.OnNext(prompt);
            }
        }
        else if (prompt.Kind != PromptKind.Notice)
        {
            prompt.Cancel();
        }
    }

    /// <summary>Collects the strings of an answer after its login.</summary>
    /// <param name="prompt">A prompt that was answered.</param>
    public void CollectAfterLogin(PendingPrompt prompt) => prompt.LoginEnded.Register(() => _loginsEnded.OnNext(Unit.Default));

    public void Dispose()
    {
        _collecting.Dispose();
        _prompts.OnCompleted();
    }

    /// <summary>Collects the strings that held typed or pasted secrets; with so few allocations they would stay in memory for
    /// hours.</summary>
    private static void CollectSecrets() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
