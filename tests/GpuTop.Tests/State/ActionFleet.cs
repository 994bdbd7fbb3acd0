using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.State;

/// <summary>A server with targets of actions: a job of the user in tmux on GPU 0, one of the user and one of bob on GPU 1, GPU 2
/// free.</summary>
internal static class ActionFleet
{
    public const int MineInTmux = 4711;
    public const int MineOutside = 4800;
    public const int Bobs = 4900;

    private const string Model = "NVIDIA A100-SXM4-80GB";

    public static AppState State(Func<Server, Server>? change = null, AppOptions? options = null) => new()
    {
        Fleet = new Fleet([(change ?? (server => server))(Server())]),
        Now = SampleFleet.Now,
        Options = options ?? new AppOptions(),
    };

    /// <summary>Two such servers, <c>gpu01</c> and <c>gpu02</c>, in the process view with every process tagged.</summary>
    public static AppState TwoServersTagged()
    {
        var state = State();
        var second = state.Fleet.Servers[0] with { Name = "gpu02", Host = "gpu02" };
        return (state with { Fleet = new Fleet([state.Fleet.Servers[0], second]), View = ViewKind.Processes }).Press(new string(' ', 6));
    }

    /// <summary>The state with the cursor on a GPU.</summary>
    public static AppState On(this AppState state, int card) =>
        state with { FleetScreen = state.FleetScreen with { Cursor = new ItemKey("gpu01", SampleFleet.Uuid("gpu01", card)) } };

    public static UpdateResult Press(this AppState state, char key) => state.Press(KeyPress.Of(key));

    /// <summary>The result of a key at the time when the open dialog accepts keys.</summary>
    public static UpdateResult Press(this AppState state, KeyPress key) => Update.Apply(state, new Message.Pressed(key), state.WhenReady());

    /// <summary>The result of Enter on an entry of the open list.</summary>
    public static UpdateResult Take(this AppState state, int index) => state.Enter(new DialogValues(index, []));

    /// <summary>The result of Enter in the open dialog with these texts in its fields.</summary>
    public static UpdateResult Enter(this AppState state, params string[] texts) => state.Enter(new DialogValues(0, [.. texts]));

    private static UpdateResult Enter(this AppState state, DialogValues values) =>
        Update.Apply(state, new Message.Pressed(KeyPress.Of(Key.Enter)) { Values = values }, state.WhenReady());

    /// <summary>When the open dialog accepts keys; now without a dialog.</summary>
    public static DateTimeOffset WhenReady(this AppState state) =>
        state.Dialog is not null && state.DialogReadyAt is { } at && at > state.Now ? at : state.Now;

    /// <summary>The state after a number of seconds with ticks only.</summary>
    public static UpdateResult After(this AppState state, double seconds) =>
        Update.Apply(state, new Message.Ticked(), state.Now + TimeSpan.FromSeconds(seconds));

    public static UpdateResult Answer(this AppState state, int id, string word) =>
        Update.Apply(state, new Message.CommandAnswered("gpu01", id, word, 0), state.Now);

    private static Server Server()
    {
        var server = SampleFleet.Heard(
            "gpu01",
            SampleFleet.Days(0, 1),
            [Card.Busy(Model, 80, 98, 63), Card.Busy(Model, 80, 50, 20), Card.Empty(Model, 80, 34, 61)],
            [
                SampleFleet.Process("gpu01", "alice", "python -u train.py --lr 3e-4", SampleFleet.Days(2, 4), (0, 61, 97))
                    with { Pid = MineInTmux, StartTicks = 123456, Ancestors = [4002, 900], ParentPid = 4002, WorkingDirectory =
                        "/home/alice/lm" },
                SampleFleet.Process("gpu01", "alice", "python eval.py", SampleFleet.Days(0, 1), (1, 10, 20))
                    with { Pid = MineOutside, StartTicks = 234567 },
                SampleFleet.Process("gpu01", "bob", "./simulate", SampleFleet.Days(0, 1), (1, 10, 20))
                    with { Pid = Bobs, StartTicks = 345678 },
            ]);
        ImmutableArray<TerminalSession> sessions =
        [
            new(SessionKind.Tmux, "work", false, 2, SampleFleet.Now - SampleFleet.Days(3), false,
                [new Pane(0, "shell", 0, "%5", 4001, "bash", "/home/alice", false),
                    new Pane(1, "train", 0, "%7", 4002, "python", "/home/alice/lm", false)])
                { Id = "$3" },
            new(SessionKind.Screen, "4003.old", true, null, null, false, []) { ManagerPid = 4003 },
        ];
        return SampleFleet.Hear(server, new Reading.Sessions(sessions), SampleFleet.Now);
    }
}
