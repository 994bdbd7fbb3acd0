using System.Collections.Concurrent;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace GpuTop.Ssh;

/// <summary>What the connections of one program run share. Disposing waits until no child process is left.</summary>
public sealed class SshTransport : IAsyncDisposable
{
    private readonly TransportOptions _options;
    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly SingleAssignmentDisposable _watch = new();
    private readonly IObservable<bool> _networkChanges;
    private readonly ISubject<string> _recovered = Subject.Synchronize(new Subject<string>());
    private readonly RetryTriggers _hope;
    private Task<(OpenSshClient? Client, Failure? Failure)>? _client;

    private SshTransport(TransportOptions options, SocketFolder folder, IScheduler scheduler)
    {
        _options = options;
        Folder = folder;
        Scheduler = scheduler;
        Askpass = new AskpassServer(folder, scheduler);
        Jumps = new JumpConnections(this);
        Wakings = Clocks.Wakings(scheduler).Publish().RefCount();
        _networkChanges = NetworkChanges.Changes(scheduler).Publish().AutoConnect(1, watch => _watch.Disposable = watch);
        _hope = new RetryTriggers(Wakings, _networkChanges, _recovered, Jumps.Opened);
    }

    /// <summary>Prompts of ssh that wait for the user. Hot, never ends before this is disposed, any thread, one at a time.</summary>
    /// <remarks>While nobody is subscribed, a server that wants an answer ends as <see cref="ConnectionEvent{T}.NeedsUser"/> without anything being sent to it.</remarks>
    public IObservable<PendingPrompt> Questions => Askpass.Questions;

    internal SocketFolder Folder { get; }

    internal IScheduler Scheduler { get; }

    internal AskpassServer Askpass { get; }

    internal JumpConnections Jumps { get; }

    internal LoginLimiter Gate { get; } = new(atOnce: 8);

    /// <summary>This machine has just woken. Hot.</summary>
    internal IObservable<Unit> Wakings { get; }

    /// <summary>This machine has just got another address. Hot.</summary>
    internal IObservable<Unit> Arrivals => _networkChanges.Where(isArrival => isArrival).Select(_ => Unit.Default);

    internal CancellationToken Closing => _closing.Token;

    /// <summary>Prepares: makes the folder of the sockets, and removes what killed runs have left. Starts no connection.</summary>
    /// <exception cref="IOException">There is no place for a folder that only this user may enter.</exception>
    public static SshTransport Open(TransportOptions options, IScheduler scheduler)
    {
        var places = SocketFolder.Places(Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR"), Posix.UserId);
        var transport = new SshTransport(options, SocketFolder.Create(places, Environment.ProcessId), scheduler);
        _ = transport.Track(transport.Folder.RemoveStaleAsync(transport.Closing));
        return transport;
    }

    /// <summary>The life of a connection to a server, for ever. Cold, never ends or errs; any thread, one at a time. Disposing ends the child.</summary>
    /// <param name="target">The server.</param>
    /// <param name="program">The probe to run there; called for each attempt.</param>
    /// <param name="read">What is made of an attempt's bytes, from the ready line on; each block is valid only while it is handed out.
    /// Completes when they do.</param>
    /// <param name="reconnectNow">The user wants another attempt without waiting, or a live connection to answer now. Hot.</param>
    public IObservable<ConnectionEvent<T>> Connect<T>(
        Target target,
        Func<ProbeProgram> program,
        Func<IObservable<ReadOnlyMemory<byte>>, IObservable<T>> read,
        IObservable<Unit> reconnectNow) => Observable.Defer(() =>
    {
        var doubts = Observable.Merge(reconnectNow, Arrivals);
        var connection = new ServerConnection(this, target, program, doubts);
        return connection.Attempts
            .News(read, failure => Observable.Merge(reconnectNow.Do(_ => connection.Want()).Select(_ => true), _hope.After(failure, target.Name, Scheduler)), _options.Random, Scheduler)
            .Do(Recoveries<T>(target));
    });

    /// <summary>Ends the jump hosts' connections, waits for all children of ended subscriptions, and removes the sockets.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Task.WhenAll(_running.Keys).ContinueWith(static _ => { }, TaskScheduler.Default);
        _watch.Dispose();
        Askpass.Dispose();
        Folder.Dispose();
        _closing.Dispose();
    }

    /// <summary>The ssh client, looked for until it is found.</summary>
    internal async Task<(OpenSshClient? Client, Failure? Failure)> ClientAsync(CancellationToken token)
    {
        Task<(OpenSshClient? Client, Failure? Failure)> client;
        lock (_closing)
        {
            if (_client is null or { IsCompleted: true, IsCompletedSuccessfully: false } or { IsCompletedSuccessfully: true, Result.Client: null })
            {
                _client = OpenSshClient.FindAsync(_options.ConfigFile, Closing);
            }

            client = _client;
        }

        return await client.WaitAsync(token);
    }

    /// <summary>Waits for the task in <see cref="DisposeAsync"/>.</summary>
    internal Task Track(Task task)
    {
        _running.TryAdd(task, 0);
        task.ContinueWith(ended => _running.TryRemove(ended, out _), TaskScheduler.Default);
        return task;
    }

    /// <summary>Tells the others of a server that was reached after its network had failed.</summary>
    private Action<ConnectionEvent<T>> Recoveries<T>(Target target)
    {
        var failed = false;
        return news =>
        {
            if (news is ConnectionEvent<T>.Ready && failed)
            {
                _recovered.OnNext(target.Name);
            }

            failed = news switch
            {
                ConnectionEvent<T>.Broken broken => broken.Failure is { IsOfNetwork: true, IsInterruption: false },
                ConnectionEvent<T>.Ready => false,
                _ => failed,
            };
        };
    }
}

/// <summary>What the user may choose about connections.</summary>
public sealed record TransportOptions
{
    /// <summary>ssh's configuration file; null for the user's own.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>0 to 1, so that not all servers are tried at the same moment again.</summary>
    public required Func<double> Random { get; init; }
}
