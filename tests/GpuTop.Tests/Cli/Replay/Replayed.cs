using System.Collections.Immutable;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.Cli;
using GpuTop.Effects;
using GpuTop.Model;
using GpuTop.Recordings;
using GpuTop.State;

namespace GpuTop.Tests.Cli.Replay;

/// <summary>A recording that is replayed through the whole pipeline, in virtual time.</summary>
internal sealed class Replayed : IDisposable
{
    private readonly HistoricalScheduler _time = new(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly Subject<Message> _keys = new();
    private readonly ReplayPlayer _player;
    private readonly IDisposable _watching;

    public Replayed(Recording recording)
    {
        _player = new ReplayPlayer(recording, _time);
        var links = new SessionRegistry();
        State = new AppState
        {
            Fleet = new Fleet([.. recording.Servers.Select(name => Server.Initial(name, name, recording.Start))]),
            Now = recording.Start,
            Replay = new ReplayStatus(recording.Start, recording.End),
        };
        _watching = Pipeline
            .States(
                State,
                _player.Feeds.Select(feed => feed.Messages(links, _player.Clock)).Merge(),
                _keys,
                _player.Messages,
                _player.Begin,
                _player.Clock)
            .Subscribe(state => State = state);
        _player.Start();
    }

    public AppState State { get; private set; }

    public ImmutableArray<Server> Servers => State.Fleet.Servers;

    public static AppState At(Recording recording, TimeSpan time)
    {
        using var replayed = new Replayed(recording);
        replayed.Wait(time);
        return replayed.State;
    }

    /// <summary>Lets so much real time pass.</summary>
    public void Wait(TimeSpan time) => _time.AdvanceBy(time);

    /// <summary>Presses a key, with these texts in the fields of the open dialog.</summary>
    public void Press(GpuTop.TerminalDriver.KeyPress key, params string[] texts)
    {
        _keys.OnNext(new Message.Pressed(key) { Values = new DialogValues(0, [.. texts]) });
        Wait(TimeSpan.FromTicks(1));
    }

    public void Dispose()
    {
        _watching.Dispose();
        _player.Dispose();
        _keys.Dispose();
    }
}
