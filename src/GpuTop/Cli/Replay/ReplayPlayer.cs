using System.Collections.Immutable;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.Model;
using GpuTop.Recordings;
using GpuTop.State;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<GpuTop.Probe.Section>;

namespace GpuTop.Cli;

/// <summary>Emits the events of a recording at their times, with speed, pause and jumps. On the thread of its scheduler.</summary>
internal sealed class ReplayPlayer : IDisposable
{
    /// <summary>Time before the target of a jump that is replayed at once: the full-resolution history of a GPU's charts.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromMinutes(15);

    private readonly Recording _recording;
    private readonly IScheduler _scheduler;
    private readonly ImmutableArray<Subject<ConnectionEvent>> _servers;
    private readonly Subject<Message> _control = new();
    private readonly SerialDisposable _timer = new();
    private int _next;
    private int _speed = 1;

    // Time of the recording and of the scheduler at the last change of speed or position.
    private DateTimeOffset _position;
    private DateTimeOffset _since;

    // Target of a jump while the events before it are emitted at once; the clock is then at the last event.
    private DateTimeOffset? _target;

    /// <summary>Creates the player; nothing is emitted before <see cref="Start"/>.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="scheduler">Scheduler of real time.</param>
    public ReplayPlayer(Recording recording, IScheduler scheduler)
    {
        (_recording, _scheduler) = (recording, scheduler);
        (_position, _since) = (recording.Start, scheduler.Now);
        _servers = [.. recording.Servers.Select(_ => new Subject<ConnectionEvent>())];
        Clock = new ReplayClock(scheduler, () => Now);
    }

    /// <summary>Scheduler with the clock of the recording.</summary>
    public IScheduler Clock { get; }

    /// <summary>The recorded servers.</summary>
    public ImmutableArray<ServerFeed> Feeds =>
        [.. _recording.Servers.Select((name, index) => new ServerFeed(name, name, _ => _servers[index]) { IsRecorded = true })];

    /// <summary>Messages of the player itself: rewinds and the end.</summary>
    public IObservable<Message> Messages => _control;

    private DateTimeOffset Now =>
        _target is not null || _speed == 0 ? _position : Earlier(_position + (_speed * (_scheduler.Now - _since)), _recording.End);

    /// <summary>Starts at the beginning of the recording.</summary>
    public void Start()
    {
        _since = _scheduler.Now;
        Continue();
    }

    /// <summary>Applies an effect on the player; others are ignored.</summary>
    public void Begin(Effect effect)
    {
        switch (effect)
        {
            case Effect.ReplayAt at:
                Rebase(Now);
                _speed = at.Speed;
                Continue();
                break;
            case Effect.ReplayFrom from:
                GoTo(from.Time);
                break;
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _control.Dispose();
    }

    private void GoTo(DateTimeOffset time)
    {
        var isAhead = time >= Now && time - Now <= Lead;
        _target = time;
        if (!isAhead)
        {
            _next = FirstAt(time - Lead);
            _position = Earlier(_next < _recording.Events.Length ? _recording.Events[_next].At : time, time);
            _control.OnNext(new Message.Rewound(Unseen()));
            EmitConnections();
        }

        Continue();
    }

    private void Continue() => _timer.Disposable = _target is not null
        ? _scheduler.Schedule(Catch)
        : _speed == 0 ? Disposable.Empty
        : _next >= _recording.Events.Length ? _scheduler.Schedule(End)
        : _scheduler.Schedule((_recording.Events[_next].At - Now) / _speed, Play);

    private void Play()
    {
        Emit();
        Continue();
    }

    // One event a turn of the scheduler, so that each arrives at its own time and frames are drawn in between.
    private void Catch()
    {
        if (_next < _recording.Events.Length && _recording.Events[_next].At <= _target)
        {
            _position = _recording.Events[_next].At;
            Emit();
        }
        else
        {
            Rebase(_target!.Value);
            _target = null;
            _control.OnNext(new Message.Ticked());
        }

        Continue();
    }

    private void End()
    {
        Rebase(_recording.End);
        _speed = 0;
        _control.OnNext(new Message.ReplayEnded());
    }

    private void Emit()
    {
        var recorded = _recording.Events[_next++];
        _servers[recorded.Server].OnNext(recorded.Event);
    }

    // The last connection event of each server before the first replayed event.
    private void EmitConnections()
    {
        for (var server = 0; server < _servers.Length; server++)
        {
            for (var i = _next - 1; i >= 0; i--)
            {
                if (_recording.Events[i] is var recorded && recorded.Server == server && recorded.Event is not ConnectionEvent.Received)
                {
                    _servers[server].OnNext(recorded.Event);
                    break;
                }
            }
        }
    }

    private int FirstAt(DateTimeOffset time)
    {
        var (low, high) = (0, _recording.Events.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _recording.Events[middle].At < time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private Fleet Unseen() => new([.. _recording.Servers.Select(name => Server.Initial(name, name, _position))]);

    private void Rebase(DateTimeOffset position) => (_position, _since) = (position, _scheduler.Now);

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
