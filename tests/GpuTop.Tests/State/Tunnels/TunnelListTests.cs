using GpuTop.Model;
using GpuTop.State;
using GpuTop.Ui;

namespace GpuTop.Tests.State;

public sealed class TunnelListTests
{
    [Fact]
    public void Configured_tunnels_are_first_then_known_programs_then_other_ports()
    {
        var rows = TunnelList.View.Of(TunnelFleet.State(TunnelFleet.TensorBoard));

        Assert.Equal(
            ["gpu01:6006 board", "gpu01:5678 debugpy", "gpu01:8888 Jupyter", "gpu01:10.0.0.5:7000 ", "gpu01:9999 ", "gpu02:6006 board",
                "gpu02:8097 Visdom", "laptop:8501 Streamlit"],
            rows.Select(row => $"{row.Key} {row.Name}"));
    }

    [Fact]
    public void A_configured_port_on_which_a_program_listens_is_one_row()
    {
        var option = TunnelFleet.TensorBoard with { Name = "notebook", RemotePort = 8888 };

        var row = Assert.Single(TunnelList.View.Of(TunnelFleet.State(option)), row => row.Key == "gpu01:8888");

        Assert.Equal(("notebook", 5120, 16006), (row.Name, row.Listener?.Pid, row.WishedPort));
    }

    [Fact]
    public void A_tunnel_stays_in_the_list_when_its_program_has_ended()
    {
        var state = TunnelFleet.State() with { Tunnels = [new Tunnel(new Remote("gpu01", Remote.ItsOwn, 4000), 4000)] };

        Assert.Contains(TunnelList.View.Of(state), row => row.Key == "gpu01:4000");
    }

    [Fact]
    public void Local_ports_of_tunnels_are_not_offered_on_this_machine()
    {
        var state = TunnelFleet.State() with { Tunnels = [new Tunnel(TunnelFleet.Jupyter, 8888) { LocalPort = 8501 }] };

        Assert.DoesNotContain(TunnelList.View.Of(state), row => row.Key == "laptop:8501");
    }

    [Fact]
    public void The_address_holds_the_token_and_the_screen_does_not()
    {
        var row = TunnelList.View.Of(TunnelFleet.Busy()).Single(row => row.Remote == TunnelFleet.Jupyter);

        Assert.Equal("http://127.0.0.1:8888/?token=5ec2e7", row.Address);
        Assert.Equal("http://127.0.0.1:8888/?token=…", row.ShownAddress);
    }

    [Theory]
    [InlineData("gpu01:5678", null)]
    [InlineData("gpu01:6006", "http://127.0.0.1:16007/")]
    [InlineData("laptop:8501", "http://127.0.0.1:8501/")]
    [InlineData("gpu01:9999", null)]
    public void The_address_is_of_this_machine(string key, string? address) =>
        Assert.Equal(address, TunnelList.View.Of(TunnelFleet.Busy()).Single(row => row.Key == key).Address);

    [Theory]
    [InlineData("server:gpu02", 2)]
    [InlineData("port:8888", 1)]
    [InlineData("program:*http.server*", 1)]
    [InlineData("state:open", 2)]
    [InlineData("visdom", 1)]
    [InlineData("nowhere", 0)]
    public void The_filter_has_the_fields_server_port_program_and_state(string filter, int count)
    {
        var state = TunnelFleet.Busy();

        var filtered = state with { Lists = state.Lists.SetItem(ViewKind.Tunnels, new ListScreen { FilterText = filter }) };

        Assert.Equal(count, TunnelList.View.Of(filtered).Length);
    }

    [Theory]
    [InlineData("jupyter-lab", "Jupyter")]
    [InlineData("python -m jupyter lab --port 8890", "Jupyter")]
    [InlineData("/usr/bin/python3 -u /usr/local/bin/tensorboard --logdir runs", "TensorBoard")]
    [InlineData("/home/a/.vscode-server/bin/abc/node /home/a/.vscode-server/bin/abc/out/server-main.js", "VS Code")]
    [InlineData("python -m visdom.server", "Visdom")]
    [InlineData("python train.py --name jupyter", null)]
    [InlineData("cat tensorboard", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("-x", null)]
    public void Programs_are_known_by_what_runs_not_by_their_arguments(string? command, string? name) =>
        Assert.Equal(name, ListeningProgram.Of(new ListeningPort(4321, "*", 1, command, true))?.Name);

    [Fact]
    public void A_program_that_nobody_names_is_known_by_its_port() =>
        Assert.Equal("TensorBoard", ListeningProgram.Of(new ListeningPort(6006, "*", null, null, null))?.Name);

    [Fact]
    public void A_closed_tunnel_is_closed_and_one_at_another_port_says_which_is_taken()
    {
        var rows = TunnelList.View.Of(TunnelFleet.Busy());

        Assert.Equal([("gpu01:6006", 16006)],
            rows.Where(row => row.TakenPort is not null).Select(row => (row.Key, row.TakenPort!.Value)));
        Assert.All(rows.Where(row => row is { Tunnel: null, IsHere: false }), row => Assert.Equal("closed", TunnelTable.StateOf(row).Word));
    }
}
