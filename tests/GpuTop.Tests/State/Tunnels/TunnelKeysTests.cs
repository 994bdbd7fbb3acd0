using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests.State;

public sealed class TunnelKeysTests
{
    private static readonly KeyPress Enter = KeyPress.Of(Key.Enter);

    [Fact]
    public void An_own_command_gets_the_port_under_the_cursor()
    {
        var ask = new UserCommand("ask", "p", "curl {host}:{port}", CommandPlace.Here, Pause: true);
        var state = TunnelFleet.State() with { Options = new AppOptions { Commands = [ask] } };

        var menu = Update.Apply(state, new Message.Pressed(KeyPress.Of('!')), state.Now).State;
        var run = Press(menu, KeyPress.Of('p'));

        var own = Assert.IsType<AttachGoal.Own>(Assert.IsType<Effect.Attach>(Assert.Single(run.Effects)).Goal);
        Assert.Equal(("gpu01", $"{TunnelList.View.Selected(state)!.Remote.Port}"), (own.Values["host"], own.Values["port"]));
    }

    [Fact]
    public void Enter_opens_the_selected_port_and_requests_the_Jupyter_token()
    {
        var (state, effects) = Press(TunnelFleet.State().On("gpu01:8888"), Enter);

        Assert.Equal<Effect>([new Effect.OpenTunnel(TunnelFleet.Jupyter, 8888) { Address = "127.0.0.1" },
            new Effect.FetchJupyterTokens("gpu01", 5120) { Id = 1 }], effects);
        Assert.Equal(TunnelPhase.Opening, Assert.Single(state.Tunnels).Phase);
    }

    [Theory]
    [InlineData("127.0.1.1", "gpu01:127.0.1.1:7007")]
    [InlineData("::1", "gpu01:[::1]:7007")]
    public void A_tunnel_leads_to_the_address_that_was_read(string address, string key)
    {
        var state = TunnelFleet.State();
        state = state with
        {
            Fleet =
            state.Fleet.With("gpu01", server => server with { Ports = [new ListeningPort(7007, address, 9, "./serve", true)] })
        };

        var (_, effects) = Press(state.On(key), Enter);

        Assert.Equal(address, Assert.IsType<Effect.OpenTunnel>(Assert.Single(effects)).Address);
    }

    [Theory]
    [InlineData("boot-1", true)]
    [InlineData("boot-2", false)]
    public void A_tunnel_to_this_machine_is_told_from_others_by_the_boot(string boot, bool isHere)
    {
        var state = Told(TunnelFleet.State(), boot);

        var (_, effects) = Press(state.On("gpu01:9999"), Enter);

        Assert.Equal(isHere, Assert.IsType<Effect.OpenTunnel>(Assert.Single(effects)).IsOnThisMachine);
    }

    [Fact]
    public void An_automatic_tunnel_at_the_same_port_waits_for_the_identity()
    {
        var option = TunnelFleet.TensorBoard with { OpensAutomatically = true, LocalPort = 6006 };
        var state = TunnelFleet.State(option);
        state = state with { Options = state.Options with { BootId = "boot-1" } };

        var (linked, none) = Hear(state, Linked("gpu01", ConnectionPhase.Live));
        var (_, effects) = Hear(
            linked, new Message.ReadingReceived("gpu01", new Reading.Identity("a", 1, null, null) { BootId = "boot-2" }));

        Assert.Empty(none);
        Assert.Equal<Effect>([new Effect.OpenTunnel(new Remote("gpu01", "localhost", 6006), 6006)], effects);
    }

    private static AppState Told(AppState state, string boot) => state with
    {
        Options = state.Options with { BootId = "boot-1" },
        Fleet = state.Fleet.With("gpu01", server => server with { Identity = new Reading.Identity("a", 1, null, null) { BootId = boot } }),
    };

    [Fact]
    public void Enter_closes_the_open_one()
    {
        var (state, effects) = Press(TunnelFleet.Busy().On("gpu01:8888"), Enter);

        Assert.Equal<Effect>([new Effect.CloseTunnel(TunnelFleet.Jupyter)], effects);
        Assert.DoesNotContain(state.Tunnels, tunnel => tunnel.Remote == TunnelFleet.Jupyter);
        Assert.Equal("tunnel 8888 closed", state.Events.Newest[0].Text);
    }

    [Fact]
    public void Enter_tries_the_failed_one_again()
    {
        var (state, effects) = Press(TunnelFleet.Busy().On("gpu01:9999"), Enter);

        Assert.Equal<Effect>([new Effect.OpenTunnel(new Remote("gpu01", Remote.ItsOwn, 9999), 9999)], effects);
        Assert.Equal(TunnelFleet.Busy().Tunnels.Length, state.Tunnels.Length);
    }

    [Theory]
    [InlineData("gpu02:8097", "gpu02 is not connected")]
    [InlineData("laptop:8501", "this machine needs no tunnel: y copies the address")]
    public void Enter_shows_why_a_tunnel_is_not_available(string key, string reason)
    {
        var (state, effects) = Press(TunnelFleet.State().On(key), Enter);

        Assert.Equal(reason, state.Notice?.Text);
        Assert.Empty(effects);
    }

    [Fact]
    public void A_tunnel_to_a_simulated_server_is_opened_as_to_a_real_one()
    {
        var state = TunnelFleet.State();

        var (_, real) = Press(state, Enter);
        var (_, simulated) = Press(state with { Options = state.Options with { IsDemo = true } }, Enter);

        Assert.Equal(Assert.IsType<Effect.OpenTunnel>(Assert.Single(real)), Assert.Single(simulated));
    }

    [Fact]
    public void T_shows_the_tunnels_of_the_selected_server_and_then_those_of_all()
    {
        var fleet = TunnelFleet.State() with { View = ViewKind.Fleet };

        var (one, _) = Press(fleet, KeyPress.Of('t'));
        var (all, _) = Press(one, KeyPress.Of('t'));

        Assert.Equal(ViewKind.Tunnels, one.View);
        Assert.All(TunnelList.View.Of(one), row => Assert.Equal("gpu01", row.Server.Name));
        Assert.Equal(3, TunnelList.View.Of(all).Select(row => row.Server.Name).Distinct().Count());
    }

    [Fact]
    public void Y_copies_the_address_with_the_token_and_does_not_show_it()
    {
        var (state, effects) = Press(TunnelFleet.Busy().On("gpu01:8888"), KeyPress.Of('y'));

        Assert.Equal<Effect>([new Effect.Copy("http://127.0.0.1:8888/?token=5ec2e7")], effects);
        Assert.DoesNotContain("5ec2e7", state.Notice?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Y_says_that_a_closed_tunnel_has_no_address()
    {
        var (state, effects) = Press(TunnelFleet.State().On("gpu01:8888"), KeyPress.Of('y'));

        Assert.Equal("Enter opens the tunnel first", state.Notice?.Text);
        Assert.Empty(effects);
    }

    [Fact]
    public void Another_local_port_than_the_wished_one_is_said()
    {
        var (opening, _) = Press(TunnelFleet.State().On("gpu01:8888"), Enter);

        var (open, _) = Hear(opening, new Message.TunnelOpened(TunnelFleet.Jupyter, 8889));

        Assert.Equal("gpu01: tunnel 8888 is open at 127.0.0.1:8889: 8888 is taken here", open.Notice?.Text);
        Assert.Equal((TunnelPhase.Open, 8889), (open.Tunnels[0].Phase, open.Tunnels[0].LocalPort));
    }

    [Fact]
    public void A_lost_connection_makes_tunnels_wait_and_the_next_one_opens_them_at_the_same_port()
    {
        var open = TunnelFleet.State() with
        {
            Tunnels = [new Tunnel(TunnelFleet.Jupyter, 8888) { Phase = TunnelPhase.Open, LocalPort = 8890 }],
        };

        var (waiting, nothing) = Hear(open, Linked("gpu01", ConnectionPhase.Lost));
        var (opening, effects) = Hear(waiting, Linked("gpu01", ConnectionPhase.Live));
        var (again, _) = Hear(opening, new Message.TunnelOpened(TunnelFleet.Jupyter, 8890));

        Assert.Equal((TunnelPhase.Waiting, 8890), (waiting.Tunnels[0].Phase, waiting.Tunnels[0].LocalPort));
        Assert.Empty(nothing);
        Assert.Equal<Effect>([new Effect.OpenTunnel(TunnelFleet.Jupyter, 8890)], effects);
        Assert.Equal(TunnelPhase.Open, again.Tunnels[0].Phase);
    }

    [Fact]
    public void A_failure_while_the_connection_breaks_is_not_the_tunnels_fault()
    {
        var (lost, _) = Hear(TunnelFleet.Busy(), Linked("gpu01", ConnectionPhase.Lost));

        var (state, _) = Hear(lost, new Message.TunnelFailed(TunnelFleet.Jupyter, "not connected"));

        Assert.Equal(TunnelPhase.Waiting, state.Tunnels.Single(tunnel => tunnel.Remote == TunnelFleet.Jupyter).Phase);
    }

    [Fact]
    public void A_refusal_is_shown_logged_and_not_tried_again_by_itself()
    {
        var (opening, _) = Press(TunnelFleet.State().On("gpu01:8888"), Enter);

        var (failed, _) =
            Hear(opening, new Message.TunnelFailed(TunnelFleet.Jupyter, "the server refuses tunnels (AllowTcpForwarding no)"));
        var (_, effects) = Hear(failed, Linked("gpu01", ConnectionPhase.Live));

        Assert.Equal("gpu01: tunnel 8888: the server refuses tunnels (AllowTcpForwarding no)", failed.Notice?.Text);
        Assert.Equal(Tone.Bad, failed.Events.Newest[0].Tone);
        Assert.Empty(effects);
    }

    [Fact]
    public void Configured_tunnels_open_automatically_unless_closed_by_the_user()
    {
        var state = TunnelFleet.State(TunnelFleet.TensorBoard with { OpensAutomatically = true });

        var (open, effects) = Hear(state, Linked("gpu01", ConnectionPhase.Live));
        var (_, none) = Hear(open, Linked("gpu01", ConnectionPhase.Live));

        Assert.Equal<Effect>([new Effect.OpenTunnel(new Remote("gpu01", "localhost", 6006), 16006)], effects);
        Assert.Empty(none);
        var (_, readOnly) = Hear(state with { Options = state.Options with { ReadOnly = true } }, Linked("gpu01", ConnectionPhase.Live));
        Assert.Empty(readOnly);
    }

    [Fact]
    public void Messages_about_a_closed_tunnel_are_ignored()
    {
        var state = TunnelFleet.State();
        ImmutableArray<Message> late =
        [
            new Message.TunnelOpened(TunnelFleet.Jupyter, 1), new Message.TunnelFailed(TunnelFleet.Jupyter, "x"),
            new Message.TunnelUsed(TunnelFleet.Jupyter, new Traffic(1, 1, 1, null)),
        ];

        Assert.All(late, message => Assert.Empty(Hear(state, message).State.Tunnels));
    }

    [Fact]
    public void Quitting_needs_confirmation_while_GPUs_are_waited_for()
    {
        var waiting = TunnelFleet.State() with { PendingWait = new WaitRequest(new PlacementRequest(2, null)) };

        Assert.IsType<QuitDialog>(Press(waiting, KeyPress.Of('q')).State.Dialog);
    }

    [Fact]
    public void Quitting_needs_confirmation_while_tunnels_are_open()
    {
        var q = KeyPress.Of('q');
        var interrupt = KeyPress.Of('c', Modifiers.Control);

        var (asked, nothing) = Press(TunnelFleet.Busy(), q);

        Assert.IsType<QuitDialog>(asked.Dialog);
        Assert.Empty(nothing);
        Assert.Null(Press(asked, KeyPress.Of(Key.Escape)).State.Dialog);
        Assert.Equal<Effect>([new Effect.Quit()], Press(asked, q).Effects);
        Assert.Equal<Effect>([new Effect.Quit()], Press(Press(TunnelFleet.Busy(), interrupt).State, interrupt).Effects);
        Assert.Equal<Effect>([new Effect.Quit()], Press(TunnelFleet.State(), q).Effects);
    }

    private static UpdateResult Press(AppState state, KeyPress key) => Update.Apply(state, new Message.Pressed(key), state.WhenReady());

    private static UpdateResult Hear(AppState state, Message message) => Update.Apply(state, message, TunnelFleet.Now);

    private static Message.ConnectionChanged Linked(string server, ConnectionPhase phase) =>
        new(server, new ConnectionStatus(phase, TunnelFleet.Now));
}
