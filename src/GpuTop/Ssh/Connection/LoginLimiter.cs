using System.Collections.Concurrent;

namespace GpuTop.Ssh;

/// <summary>Lets so many at once through for each key; the others wait in line.</summary>
/// <remarks>sshd drops connections at random from the tenth that has not yet authenticated (MaxStartups 10:30:100); at 8 none was lost.</remarks>
internal sealed class LoginLimiter(int atOnce)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _places = new();

    /// <summary>Waits for a place. Disposing the result gives it back, once.</summary>
    public async Task<IDisposable> EnterAsync(string key, CancellationToken token)
    {
        var places = _places.GetOrAdd(key, static (_, count) => new SemaphoreSlim(count), atOnce);
        await places.WaitAsync(token);
        return System.Reactive.Disposables.Disposable.Create(() => places.Release());
    }
}
