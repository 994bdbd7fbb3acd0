using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.Model;
using GpuTop.Parse;
using GpuTop.State;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<GpuTop.Probe.Section>;

namespace GpuTop;

/// <summary>The data flow: text from servers and keys become messages, messages become states, states are drawn.</summary>
internal static class Pipeline
{
    /// <summary>The states of the program, beginning with <paramref name="start"/>. Cold, never ends; a bug is an error. Emits on
    /// <paramref name="loop"/>, the one thread that owns the state.</summary>
    /// <param name="start">The initial state.</param>
    /// <param name="servers">Messages of the servers, on <paramref name="loop"/>: see <see cref="NewestMessages"/>.</param>
    /// <param name="keys">Input of the user, on <paramref name="loop"/>; a key takes effect before the next is read.</param>
    /// <param name="outcomes">Results of effects.</param>
    /// <param name="perform">Starts an effect.</param>
    /// <param name="loop">Thread and clock of the state.</param>
    public static IObservable<AppState> States(
        AppState start,
        IObservable<Message> servers,
        IObservable<Message> keys,
        IObservable<Message> outcomes,
        Action<Effect> perform,
        IScheduler loop) => Observable.Defer(() =>
        {
            var ready = new BehaviorSubject<DateTimeOffset?>(start.DialogReadyAt);
            return Observable.Merge(Observable.Merge(outcomes, TicksAt(ready, loop)).ObserveOn(loop), keys, servers, Ticks(loop))
                .Scan(new UpdateResult(start, []), (step, message) => Update.Apply(step.State, message, loop.Now))
                .Do(step => Begin(step, perform))
                .Select(step => step.State)
                .Do(state => ready.OnNext(state.DialogReadyAt))
                .StartWith(start);
        });

    /// <summary>The messages of a server's connection events; ends and fails as the events do.</summary>
    /// <param name="events">Connection events of one server.</param>
    /// <param name="server">Name of the server.</param>
    /// <param name="clock">Time of arrival.</param>
    public static IObservable<Message> Messages(this IObservable<ConnectionEvent> events, string server, IScheduler clock) =>
        events.Select(item => Message(item, server, clock.Now)).Where(message => message is not null).Select(message => message!);

    private static Message? Message(ConnectionEvent update, string server, DateTimeOffset now) => update switch
    {
        ConnectionEvent.Received { Value: var section } =>
            RequestAnswers.Of(server, section)
                ?? (SectionParser.Of(section) is { } reading ? new Message.ReadingReceived(server, reading) : null),
        ConnectionEvent.Connecting connecting =>
            ConnectionChanged(server, new ConnectionStatus(ConnectionPhase.Connecting, now, Attempt: connecting.Attempt)),
        ConnectionEvent.Ready { Session: var session } => ConnectionChanged(
            server,
            new ConnectionStatus(ConnectionPhase.Live, now, session.Warning is { } warning ? new Problem(warning) : null)
            {
                Client = session.Client,
            }),
        ConnectionEvent.Broken broken => ConnectionChanged(
            server,
            new ConnectionStatus(broken.WasLive ? ConnectionPhase.Lost : ConnectionPhase.Failed, now, broken.Failure, broken.RetryAt)),
        ConnectionEvent.NeedsUser needs => ConnectionChanged(server, new ConnectionStatus(ConnectionPhase.NeedsUser, now, needs.Failure)),
        _ => null,
    };

    private static Message.ConnectionChanged ConnectionChanged(string server, ConnectionStatus status) => new(server, status);

    private static IObservable<Message> Ticks(IScheduler loop) =>
        Observable.Interval(TimeSpan.FromSeconds(1), loop).Select(_ => new Message.Ticked());

    // Redraw when a new dialog begins to accept keys, which is before the next tick of a second.
    private static IObservable<Message> TicksAt(IObservable<DateTimeOffset?> times, IScheduler loop) => times
        .DistinctUntilChanged()
        .Select(at => at is { } time ? Observable.Timer(time, loop).Select(_ => new Message.Ticked()) : Observable.Never<Message>())
        .Switch();

    private static void Begin(UpdateResult step, Action<Effect> perform)
    {
        foreach (var effect in step.Effects)
        {
            perform(effect);
        }
    }
}
