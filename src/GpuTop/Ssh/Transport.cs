using System.Collections.Concurrent;
using System.Net.NetworkInformation;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;

namespace GpuTop.Ssh;

/// <summary>What the connections of one program run share. Disposing waits until no child process is left.</summary>
public sealed class Transport : IAsyncDisposable
{
    /// <summary>Addresses come in bursts, and routes and names a moment after them.</summary>
    private static readonly TimeSpan NetworkSettles = TimeSpan.FromSeconds(2);

    private readonly TransportOptions _options;
    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private readonly CancellationTokenSource _closing = new();
    private Task<(SshClient? Client, Failure? Failure)>? _client;

    private Transport(TransportOptions options, SocketFolder folder, IScheduler scheduler)
    {
        _options = options;
        Folder = folder;
        Scheduler = scheduler;
        Askpass = new AskpassServer(folder);
        Jumps = new Jumps(this);
        Wakings = Clocks.Wakings(scheduler).Publish().RefCount();
    }

    /// <summary>Prompts of ssh that wait for the user. Hot, never ends before this is disposed, any thread, one at a time.</summary>
    /// <remarks>While nobody is subscribed, a server that asks ends as <see cref="News{T}.NeedsUser"/> without anything being sent to it.</remarks>
    public IObservable<Question> Questions => Askpass.Questions;

    internal SocketFolder Folder { get; }

    internal IScheduler Scheduler { get; }

    internal AskpassServer Askpass { get; }

    internal Jumps Jumps { get; }

    internal Gate Gate { get; } = new(atOnce: 8);

    /// <summary>This machine has just woken. Hot.</summary>
    internal IObservable<Unit> Wakings { get; }

    internal CancellationToken Closing => _closing.Token;

    /// <summary>Prepares: makes the folder of the sockets, and removes what killed runs have left. Starts no connection.</summary>
    /// <exception cref="IOException">There is no place for a folder that only this user may enter.</exception>
    public static Transport Open(TransportOptions options, IScheduler scheduler)
    {
        var places = SocketFolder.Places(Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR"), Posix.UserId);
        var transport = new Transport(options, SocketFolder.Create(places, Environment.ProcessId), scheduler);
        _ = transport.Track(transport.Folder.RemoveStaleAsync(transport.Closing));
        return transport;
    }

    /// <summary>The life of a connection to a server, for ever. Cold, never ends or errs; any thread, one at a time. Disposing ends the child.</summary>
    /// <param name="target">The server.</param>
    /// <param name="program">The probe to run there; called for each attempt.</param>
    /// <param name="read">What is made of an attempt's bytes, from the ready line on; each block is valid only while it is handed out.
    /// Completes when they do.</param>
    /// <param name="reconnectNow">The user wants another attempt without waiting. Hot.</param>
    public IObservable<News<T>> Connect<T>(
        Target target,
        Func<ProbeProgram> program,
        Func<IObservable<ReadOnlyMemory<byte>>, IObservable<T>> read,
        IObservable<Unit> reconnectNow) => Observable.Defer(() =>
            new Connection(this, target, program).Attempts
                .WithClocks(Wakings, Scheduler)
                .News(read, failure => Observable.Merge(reconnectNow, SignsOfHope(failure)), _options.Random, Scheduler));

    /// <summary>Ends the jump hosts' connections, waits for all children of ended subscriptions, and removes the sockets.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Task.WhenAll(_running.Keys).ContinueWith(static _ => { }, TaskScheduler.Default);
        Askpass.Dispose();
        Folder.Dispose();
        _closing.Dispose();
    }

    /// <summary>The ssh client, looked for until it is found.</summary>
    internal async Task<(SshClient? Client, Failure? Failure)> ClientAsync(CancellationToken token)
    {
        Task<(SshClient? Client, Failure? Failure)> client;
        lock (_closing)
        {
            if (_client is null or { IsCompleted: true, IsCompletedSuccessfully: false } or { IsCompletedSuccessfully: true, Result.Client: null })
            {
                _client = SshClient.FindAsync(_options.ConfigFile, Closing);
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

    /// <summary>What makes another attempt worth while before its time.</summary>
    private IObservable<Unit> SignsOfHope(Failure failure) => Observable.Merge(
        failure.Jumps is { } jumps ? Jumps.Opened.Where(opened => opened == jumps).Select(_ => Unit.Default) : Observable.Empty<Unit>(),
        failure.MayPass ? Observable.Merge(Wakings, NetworkChanges.Throttle(NetworkSettles, Scheduler)) : Observable.Empty<Unit>());

    /// <summary>An address came or went: Wi-Fi, VPN.</summary>
    private static IObservable<Unit> NetworkChanges { get; } = Observable
        .FromEvent<NetworkAddressChangedEventHandler, Unit>(
            next => (_, _) => next(Unit.Default),
            handler => NetworkChange.NetworkAddressChanged += handler,
            handler => NetworkChange.NetworkAddressChanged -= handler)
        .Publish()
        .RefCount();
}

/// <summary>What the user may choose about connections.</summary>
public sealed record TransportOptions
{
    /// <summary>ssh's configuration file; null for the user's own.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>0 to 1, so that not all servers are tried at the same moment again.</summary>
    public required Func<double> Random { get; init; }
}
