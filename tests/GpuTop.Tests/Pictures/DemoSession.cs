using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.Cli;
using GpuTop.Demo;
using GpuTop.Effects;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Tests;

/// <summary>A user of the demo in virtual time: the simulated fleet, sixteen minutes after the start, through the whole pipeline.</summary>
internal sealed class DemoSession : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 14, 2, 11, TimeSpan.Zero);
    private static readonly TimeSpan Past = TimeSpan.FromMinutes(16);

    private readonly HistoricalScheduler _clock = new(Noon - Past);
    private readonly SessionRegistry _sessions = new();
    private readonly Subject<Message> _keys = new();
    private readonly Subject<Message> _outcomes = new();
    private readonly IDisposable _running;
    private (Effect.Attach Effect, SimulatedTerminal Terminal)? _attached;

    public DemoSession(int width, int height)
    {
        var servers = SimulatedFleet.Servers(4, DemoFeed.Seed);
        var past = new DemoPast(servers, _clock.Now);
        past.Fill(Scheduler.Immediate, () => { });
        var feeds = DemoFeed.Of(servers, DemoFeed.Seed, _clock);
        State = new AppState
        {
            Fleet = new Fleet(
                [.. feeds.Select(feed => Server.Initial(feed.Name, feed.Host, _clock.Now) with { Past = past.Of(feed.Name) })]),
            History = past.Fleet,
            Now = _clock.Now,
            Width = width,
            Height = height,
        };
        _running = Pipeline
            .States(State, feeds.Select(feed => feed.Messages(_sessions, _clock)).Merge(), _keys, _outcomes, Perform, _clock)
            .Subscribe(state => State = state);
        _clock.AdvanceTo(Noon);
    }

    /// <summary>The newest state.</summary>
    public AppState State { get; private set; }

    /// <summary>The screen, or the terminal of a server while that has it.</summary>
    public CellBuffer Frame()
    {
        var frame = new CellBuffer(State.Width, State.Height);
        if (_attached is { Terminal: var terminal })
        {
            DemoTerminalView.Draw(terminal, _clock.Now, frame);
        }
        else
        {
            Screen.Draw(State, frame);
        }

        return frame;
    }

    public void Advance(TimeSpan time) => _clock.AdvanceBy(time);

    /// <summary>Presses a key and runs what follows at once.</summary>
    public void Press(KeyPress key)
    {
        if (_attached is not { } attached)
        {
            TerminalInput.Messages(key, State).ToList().ForEach(_keys.OnNext);
        }
        else
        {
            attached.Terminal.Type(key.ToString());
            _attached = attached.Terminal.IsOver ? null : attached;
            _outcomes.OnNext(new Message.AttachEnded(attached.Effect.Server, attached.Effect.Goal, null));
        }

        Advance(TimeSpan.FromMilliseconds(1));
    }

    public void Dispose() => _running.Dispose();

    private void Perform(Effect effect)
    {
        switch (effect)
        {
            case Effect.Attach attach:
                var command = _sessions.Find(attach.Server)!.TerminalCommand(AttachScript.Of(attach.Goal))!;
                _attached = (attach, SimulatedTerminal.Of([.. command.Arguments[^5..]], _clock.Now));
                break;
            case Effect.OpenTunnel open:
                _outcomes.OnNext(new Message.TunnelOpened(open.Remote, open.LocalPort ?? open.Remote.Port));
                break;
        }
    }
}
