using System.Collections.Concurrent;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.Config;

namespace GpuTop.Ssh;

/// <summary>The shared state of all connections of one program run. Disposing waits until no child process is left.</summary>
public sealed class SshTransport : IAsyncDisposable
{
    private readonly TransportOptions _options;
    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly SingleAssignmentDisposable _watch = new();
    private readonly IObservable<bool> _networkChanges;
    private readonly ISubject<string> _recovered = Subject.Synchronize(new Subject<string>());
    private readonly RetryTriggers _retryTriggers;
    private Task<(OpenSshClient? Client, Failure? Failure)>? _client;

    private SshTransport(TransportOptions options, SocketFolder folder, IScheduler scheduler)
    {
        _options = options;
        Folder = folder;
        Scheduler = scheduler;
        Askpass = new AskpassServer(folder, scheduler);
        Jumps = new JumpConnections(this);
        WakeUps = SleepDetector.WakeUps(scheduler).Publish().RefCount();
        _networkChanges = NetworkChanges.Changes(scheduler).Publish().AutoConnect(1, watch => _watch.Disposable = watch);
        _retryTriggers = new RetryTriggers(WakeUps, _networkChanges, _recovered, Jumps.Opened);
    }

    /// <summary>Prompts of ssh that wait for the user. Hot, completes when this is disposed, any thread, one at a time.</summary>
    /// <remarks>Without a subscriber a prompt ends its attempt as <see cref="ConnectionEvent{T}.NeedsUser"/>, and no answer is
    /// sent.</remarks>
    public IObservable<PendingPrompt> Prompts => Askpass.Prompts;

    internal SocketFolder Folder { get; }

    internal IScheduler Scheduler { get; }

    internal AskpassServer Askpass { get; }

    internal JumpConnections Jumps { get; }

    internal LoginLimiter LoginLimiter { get; } = new(atOnce: 8);

    /// <summary>This machine woke from sleep. Hot.</summary>
    internal IObservable<Unit> WakeUps { get; }

    /// <summary>This machine got a new address. Hot.</summary>
    internal IObservable<Unit> NewAddresses => _networkChanges.Where(isArrival => isArrival).Select(_ => Unit.Default);

    internal CancellationToken Closing => _closing.Token;

    /// <summary>Makes the folder of the sockets, and removes those of killed runs. Starts no connection.</summary>
    /// <exception cref="IOException">No place permits a private folder.</exception>
    public static SshTransport Open(TransportOptions options, IScheduler scheduler)
    {
        var places = SocketFolder.Places(Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR"), Posix.UserId);
        var transport = new SshTransport(options, SocketFolder.Create(places, Environment.ProcessId), scheduler);
        _ = transport.Track(transport.Folder.RemoveStaleAsync(transport.Closing));
        return transport;
    }

    /// <summary>Keeps a connection to a server. Cold, never completes or fails; any thread, one at a time. Disposing ends the
    /// child.</summary>
    /// <param name="target">The server.</param>
    /// <param name="program">The probe to run; called for each attempt.</param>
    /// <param name="read">Parses an attempt's bytes from the ready line on; each block is valid only during the call. Completes when they
    /// do.</param>
    /// <param name="reconnectNow">The user's requests for an immediate attempt, or for a heartbeat of a live connection. Hot.</param>
    public IObservable<ConnectionEvent<T>> Connect<T>(
        ServerSetting target,
        Func<ProbeProgram> program,
        Func<IObservable<ReadOnlyMemory<byte>>, IObservable<T>> read,
        IObservable<Unit> reconnectNow) => Observable.Defer(() =>
    {
        var heartbeatRequests = Observable.Merge(reconnectNow, NewAddresses);
        var connection = new ServerConnection(this, target, program, heartbeatRequests);
        return connection.Attempts
            .Events(
                read,
                failure => Observable.Merge(
                    reconnectNow.Do(_ => connection.RequestAttempt()).Select(_ => true),
                    _retryTriggers.After(failure, target.Name, Scheduler)),
                _options.Random,
                Scheduler)
            .Do(Recoveries<T>(target));
    });

    /// <summary>Ends the connections to jump hosts, waits for all children of disposed subscriptions, and removes the sockets.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Task.WhenAll(_running.Keys).ContinueWith(static _ => { }, TaskScheduler.Default);
        _watch.Dispose();
        Askpass.Dispose();
        Folder.Dispose();
        _closing.Dispose();
    }

    /// <summary>The ssh client; searched at each call until it is found.</summary>
    internal async Task<(OpenSshClient? Client, Failure? Failure)> ClientAsync(CancellationToken token)
    {
        Task<(OpenSshClient? Client, Failure? Failure)> client;
        lock (_closing)
        {
            if (_client is null
                or { IsCompleted: true, IsCompletedSuccessfully: false }
                or { IsCompletedSuccessfully: true, Result.Client: null })
            {
                _client = OpenSshClient.FindAsync(_options.ConfigFile, Closing);
            }

            client = _client;
        }

        return await client.WaitAsync(token);
    }

    /// <summary>Registers a task that <see cref="DisposeAsync"/> waits for.</summary>
    internal Task Track(Task task)
    {
        _running.TryAdd(task, 0);
        task.ContinueWith(ended => _running.TryRemove(ended, out _), TaskScheduler.Default);
        return task;
    }

    /// <summary>Reports a server that was reached after a network failure to the other connections.</summary>
    private Action<ConnectionEvent<T>> Recoveries<T>(ServerSetting target)
    {
        var failed = false;
        return update =>
        {
            if (update is ConnectionEvent<T>.Ready && failed)
            {
                _recovered.OnNext(target.Name);
            }

            failed = update switch
            {
                ConnectionEvent<T>.Broken broken => broken.Failure is { IsOfNetwork: true, IsInterruption: false },
                ConnectionEvent<T>.Ready => false,
                _ => failed,
            };
        };
    }
}

/// <summary>The user's options for connections.</summary>
public sealed record TransportOptions
{
    /// <summary>Configuration file of ssh; null for the user's own.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Random numbers from 0 to 1, for the jitter of the retries.</summary>
    public required Func<double> Random { get; init; }
}
