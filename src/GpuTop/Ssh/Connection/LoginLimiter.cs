using System.Collections.Concurrent;

namespace GpuTop.Ssh;

/// <summary>Limits the number of simultaneous logins at one sshd, also behind a jump host.</summary>
/// <remarks>sshd drops unauthenticated connections at random from the tenth on (MaxStartups 10:30:100); at 8 none was lost.</remarks>
internal sealed class LoginLimiter(int atOnce)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _slots = new();

    /// <summary>Waits for a slot; disposing the result frees it.</summary>
    public async Task<IDisposable> EnterAsync(string key, CancellationToken token)
    {
        var slots = _slots.GetOrAdd(key, static (_, count) => new SemaphoreSlim(count), atOnce);
        await slots.WaitAsync(token);
        return System.Reactive.Disposables.Disposable.Create(() => slots.Release());
    }
}
