using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.Tests.Model;

namespace GpuTop.Tests.State;

public sealed class EventFoldTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableArray<string> Names = [.. Enumerable.Range(1, 24).Select(number => $"gpu{number:00}")];

    private AppState _state = new()
    {
        Fleet = new Fleet([.. Names.Select(name => Server.Initial(name, name, Now))]),
        Now = Now,
        View = ViewKind.Events,
    };

    [Fact]
    public void Equal_events_of_several_servers_in_a_short_time_are_one()
    {
        Connect(Names);

        Assert.Equal(["connected: 24"], Events);
    }

    [Fact]
    public void An_equal_event_of_a_server_that_has_a_newer_one_is_another()
    {
        Connect(["gpu01", "gpu02"]);
        Lose("gpu01");
        Connect(["gpu01", "gpu03"]);

        Assert.Equal(["connected: 2", "connection timed out: 1", "connected: 2"], Events);
    }

    [Fact]
    public void Events_more_than_a_minute_apart_are_two()
    {
        Connect(["gpu01"]);
        Wait(61);
        Connect(["gpu02"]);

        Assert.Equal(["connected: 1", "connected: 1"], Events);
    }

    [Fact]
    public void What_is_so_at_the_first_look_is_one_line_that_counts_a_network_file_system_once()
    {
        Connect(Names);
        foreach (var name in Names)
        {
            Hear(name, Mounts(91));
            Hear(name, Gpus(name, isSick: name is "gpu03" or "gpu04"));
        }

        Assert.Equal(["at start: 1 disk low, 2 GPUs sick: 24", "connected: 24"], Events);
        Assert.Equal(Tone.Bad, _state.Events.Newest[0].Tone);
    }

    [Fact]
    public void A_server_that_is_looked_at_later_has_a_line_of_its_own()
    {
        Hear("gpu01", Local(91));
        Wait(61);
        Hear("gpu02", Local(98));

        Assert.Equal(["at start: 1 disk FULL: 1", "at start: 1 disk low: 1"], Events);
        Assert.Equal([Tone.Bad, Tone.Warning], _state.Events.Newest.Select(happened => happened.Tone));
    }

    [Fact]
    public void A_network_file_system_that_fills_up_is_one_event_with_all_its_servers()
    {
        foreach (var percent in new[] { 80, 91, 92, 97 })
        {
            foreach (var name in Names)
            {
                Hear(name, Mounts(percent));
                Wait(5);
            }
        }

        Assert.Equal(["/home is FULL: 97%: 24", "/home is 91% full: 24"], Events);
        Assert.Equal([Tone.Bad, Tone.Warning], _state.Events.Newest.Select(happened => happened.Tone));
    }

    [Fact]
    public void Local_disks_that_fill_up_at_the_same_time_are_one_line_with_their_servers()
    {
        foreach (var percent in new[] { 80, 95 })
        {
            Hear("gpu01", Local(percent));
            Hear("gpu02", Local(percent));
        }

        Assert.Equal(["/data is 95% full: 2"], Events);
    }

    [Fact]
    public void Automounted_homes_that_fill_up_are_one_event()
    {
        foreach (var percent in new[] { 80, 95 })
        {
            Hear("gpu01", new Reading.Mounts([.. Enumerable.Range(1, 40).Select(user =>
                new Mount($"/home/u{user}", $"nas:/vol/u{user}", "nfs4", 1000, 10 * percent, 10 * (100 - percent), percent, null))]));
        }

        Assert.Equal(["/home/* is 95% full: 1"], Events);
    }

    [Fact]
    public void A_GPU_that_becomes_sick_later_is_an_event()
    {
        Hear("gpu01", Gpus("gpu01", isSick: false));
        Wait(1);
        Hear("gpu01", Gpus("gpu01", isSick: true));

        Assert.StartsWith("GPU 0 is sick", Assert.Single(Events));
    }

    [Fact]
    public void The_filter_finds_any_of_the_servers_and_Enter_lists_them()
    {
        Connect(["gpu01", "gpu02"]);

        Assert.Single(EventList.View.Of(_state.WithFilter("server:gpu02")));
        Assert.Empty(EventList.View.Of(_state.WithFilter("server:gpu03")));
        Assert.Equal("first of 2 servers: gpu01 gpu02", _state.Press("Enter").Notice?.Text);
    }

    // The newest first, with the number of servers.
    private string[] Events =>
        [.. _state.Events.Newest.Select(happened => $"{happened.Text}: {happened.Servers.Length}")];

    private void Connect(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            Send(new Message.ConnectionChanged(name, new ConnectionStatus(ConnectionPhase.Live, _state.Now)));
        }
    }

    private void Lose(string name) => Send(new Message.ConnectionChanged(
        name, new ConnectionStatus(ConnectionPhase.Lost, _state.Now, new Problem("connection timed out"))));

    private void Hear(string name, Reading reading)
    {
        if (_state.Fleet.Find(name)?.Connection.Phase != ConnectionPhase.Live)
        {
            _state = _state with
            {
                Fleet = _state.Fleet.With(name, server => server with
                {
                    Connection = new ConnectionStatus(ConnectionPhase.Live, _state.Now),
                }),
            };
        }

        Send(new Message.ReadingReceived(name, reading));
    }

    private void Wait(int seconds) => _state = Update.Apply(_state, new Message.Ticked(), _state.Now.AddSeconds(seconds)).State;

    private void Send(Message message) => _state = Update.Apply(_state, message, _state.Now).State;

    private static Reading.Mounts Mounts(int percent) =>
        new([new Mount("/home", "nas01:/export/home", "nfs4", 1000, 10 * percent, 10 * (100 - percent), percent, null)]);

    private static Reading.Mounts Local(int percent) =>
        new([new Mount("/data", "/dev/sda1", "ext4", 1000, 10 * percent, 10 * (100 - percent), percent, null)]);

    private static Reading.Gpus Gpus(string name, bool isSick) => new(
        [Servers.SampleOf(name, isSick ? 's' : 'e', 0), Servers.SampleOf(name, 'e', 1)], null);
}
