using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Model;

namespace GpuTop.Tests.State;

/// <summary>One server, <c>gpu01</c>, with a reading every second of virtual time; see <see cref="Servers"/> for the letters of its
/// GPUs.</summary>
internal sealed class Timeline
{
    private readonly List<Notification> _told = [];

    public Timeline(params AlertRule[] rules)
    {
        State = new AppState
        {
            Fleet = new Fleet([Server.Initial("gpu01", "gpu01", Now)]),
            Now = Now,
            Alerts = new AlertState { Rules = [.. rules] },
        };
        Link(ConnectionPhase.Live);
    }

    public AppState State { get; private set; }

    public DateTimeOffset Now { get; private set; } = Servers.Now;

    /// <summary>The notifications so far.</summary>
    public ImmutableArray<Notification> Told => [.. _told];

    /// <summary>The commands requested from the server.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Its exit code: 1 when a process is gone, 0 when it is alive, null when the command can't run.</summary>
    public int? AnswerCode { get; set; } = 1;

    /// <summary>Whether commands are answered; a command lost with its connection is not.</summary>
    public bool IsHeard { get; set; } = true;

    public List<string> Texts => [.. _told.Select(told => told.Text)];

    public Timeline Link(ConnectionPhase phase, string? problem = null) =>
        Send(new Message.ConnectionChanged("gpu01", new ConnectionStatus(phase, Now, problem is null ? null : new Problem(problem))));

    /// <summary>Advances a number of seconds with these GPUs.</summary>
    public Timeline Watch(string kinds, int seconds, Func<GpuSample, GpuSample>? change = null)
    {
        for (var second = 0; second < seconds; second++)
        {
            var processes = kinds.Select((kind, index) => Servers.ProcessOf("gpu01", kind, index)).OfType<GpuProcess>();
            Send(new Message.ReadingReceived("gpu01", new Reading.Processes([.. processes], null)));
            Send(new Message.ReadingReceived("gpu01", new Reading.Gpus(
                [.. kinds.Select((kind, index) =>
                    change?.Invoke(Servers.SampleOf("gpu01", kind, index)) ?? Servers.SampleOf("gpu01", kind, index))], null)));
            Tick();
        }

        return this;
    }

    /// <summary>A reading of a file system with a usage in percent.</summary>
    public Timeline Disk(double percent)
    {
        Send(new Message.ReadingReceived("gpu01", new Reading.Mounts([new Mount("/home", "nas:/home", "nfs4", 1, 1, 1, percent, 3)])));
        return Tick();
    }

    public Timeline Tick(int seconds = 1)
    {
        for (var second = 0; second < seconds; second++)
        {
            Now += TimeSpan.FromSeconds(1);
            Send(new Message.Ticked());
        }

        return this;
    }

    public Timeline Press(params ReadOnlySpan<KeyPress> keys)
    {
        foreach (var key in keys)
        {
            Send(new Message.Pressed(key));
        }

        return this;
    }

    public Timeline Send(Message message)
    {
        var step = Update.Apply(State, message, Now);
        State = step.State;
        _told.AddRange(step.Effects.OfType<Effect.Notify>().Select(effect => effect.Notification));
        foreach (var ask in step.Effects.OfType<Effect.RunCommand>())
        {
            Asked.Add(ask.Command);
            if (IsHeard)
            {
                Send(new Message.CommandAnswered(ask.Server, ask.Id, "", AnswerCode));
            }
        }

        return this;
    }

    public Timeline With(Func<AppState, AppState> change)
    {
        State = change(State);
        return this;
    }
}
