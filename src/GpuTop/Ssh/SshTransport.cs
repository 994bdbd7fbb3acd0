using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.Config;

namespace GpuTop.Ssh;

/// <summary>Connections to servers by the client that each of them needs. Disposing waits until no child process is left.</summary>
public sealed class SshTransport : IAsyncDisposable
{
    private readonly TransportOptions _options;
    private readonly SingleAssignmentDisposable _watch = new();
    private readonly PromptChannel _prompts;
    private readonly ConnectionContext _context;
    private readonly BuiltinTransport _builtin;
    private readonly ISubject<string> _recovered = Subject.Synchronize(new Subject<string>());
    private readonly RetryTriggers _retryTriggers;

    private SshTransport(TransportOptions options, IScheduler scheduler)
    {
        _options = options;
        _prompts = new PromptChannel(scheduler);
        var wakeUps = SleepDetector.WakeUps(scheduler).Publish().RefCount();
        var networkChanges = NetworkChanges.Changes(scheduler).Publish().AutoConnect(1, watch => _watch.Disposable = watch);
        var newAddresses = networkChanges.Where(isArrival => isArrival).Select(_ => Unit.Default);
        _context = new ConnectionContext(scheduler, _prompts, wakeUps, newAddresses);
        _retryTriggers = new RetryTriggers(wakeUps, networkChanges, _recovered, _context.JumpsOpened);
        OpenSsh = OpenSshTransport.Open(_context, options.ConfigFile);
        _builtin = new BuiltinTransport(
            _context, async token => (await OpenSsh.ClientAsync(token)).Client, options.ConfigFile);
    }

    /// <summary>Prompts of logins that wait for the user. Hot, completes when this is disposed, any thread, one at a time.</summary>
    /// <remarks>Without a subscriber a prompt ends its attempt as <see cref="ConnectionEvent{T}.NeedsUser"/>, and no answer is
    /// sent.</remarks>
    public IObservable<PendingPrompt> Prompts => _prompts.Prompts;

    internal OpenSshTransport OpenSsh { get; }

    /// <summary>Makes the folder of the sockets, and removes those of killed runs. Starts no connection.</summary>
    /// <exception cref="IOException">No place permits a private folder.</exception>
    public static SshTransport Open(TransportOptions options, IScheduler scheduler) => new(options, scheduler);

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
        var heartbeatRequests = Observable.Merge(reconnectNow, _context.NewAddresses);
        var connection = new ServerConnection(_context, ConnectorOf(target), program, heartbeatRequests);
        return connection.Attempts
            .Events(
                read,
                failure => Observable.Merge(
                    reconnectNow.Do(_ => connection.RequestAttempt()).Select(_ => true),
                    _retryTriggers.After(failure, target.Name, _context.Scheduler)),
                _options.Random,
                _context.Scheduler)
            .Do(Recoveries<T>(target));
    });

    /// <summary>Ends the connections to jump hosts, waits for all children of disposed subscriptions, and removes the sockets.</summary>
    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _watch.Dispose();
        OpenSsh.Dispose();
        _prompts.Dispose();
    }

    private IServerConnector ConnectorOf(ServerSetting target) =>
        target.IsLocal ? new LocalConnector(_context, target) : new ChosenConnector(OpenSsh, _builtin, target, target.Ssh ?? _options.Ssh);

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

    /// <summary>The client for servers that name none.</summary>
    public SshChoice Ssh { get; init; }

    /// <summary>Random numbers from 0 to 1, for the jitter of the retries.</summary>
    public required Func<double> Random { get; init; }
}
