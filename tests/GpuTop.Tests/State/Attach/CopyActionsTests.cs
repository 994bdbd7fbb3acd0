using GpuTop.Model;
using GpuTop.State;
using GpuTop.Tests.Model;

namespace GpuTop.Tests.State;

public sealed class CopyActionsTests
{
    [Fact]
    public void A_card_is_copied_by_number_with_the_way_to_its_server() =>
        Assert.Equal(Line("gpu01", "2"), Copied(ActionFleet.State().On(2)));

    [Fact]
    public void On_a_servers_line_it_is_the_free_cards() => Assert.Equal(Line("gpu01", "2"), Copied(ActionFleet.State()));

    [Fact]
    public void Mixed_models_are_copied_with_the_PCI_bus_order()
    {
        var state = ActionFleet.State(server => server with
        {
            Gpus = [server.Gpus[0] with { Sample = server.Gpus[0].Sample with { Name = "another" } }, .. server.Gpus.Skip(1)],
        });

        Assert.Equal(Line("gpu01", "2"), Copied(state.On(2)));
    }

    [Fact]
    public void One_instance_is_copied_for_a_MIG_gpu()
    {
        var state = ActionFleet.State(server => server with
        {
            Gpus = [.. server.Gpus.Take(2), server.Gpus[2]
                with { Instances = [new MigInstance("MIG-1", "3g.40gb", 0), new MigInstance("MIG-2", "3g.40gb", 1)] }],
        });

        Assert.Equal(Line("gpu01", "MIG-1"), Copied(state.On(2)));
    }

    [Fact]
    public void A_free_instance_is_copied_before_one_in_use_and_its_old_name_with_slashes_is_a_name()
    {
        var free = Availability.Initial.Next(
            new GpuSample { MigEnabled = true, MemoryUsedMiB = 20, MemoryTotalMiB = 20000 }, 0, true, Servers.Now,
                new AvailabilityLimits(TimeSpan.Zero, TimeSpan.Zero));
        var state = ActionFleet.State(server => server with
        {
            Gpus =
            [
                .. server.Gpus.Take(2),
                server.Gpus[2] with
                {
                    Instances = [new MigInstance("MIG-GPU-1/1/0", "3g.40gb", 0),
                        new MigInstance("MIG-GPU-1/2/0", "3g.40gb", 1) { Availability = free }],
                },
            ],
        });

        Assert.Equal(Line("gpu01", "MIG-GPU-1/2/0"), Copied(state.On(2)));
    }

    [Fact]
    public void What_is_no_UUID_is_left_out()
    {
        var state = ActionFleet.State(server => server with
        {
            Gpus = [.. server.Gpus.Take(2), server.Gpus[2]
                with { Instances = [new MigInstance("MIG-$(touch x)", "3g.40gb", 0), new MigInstance("MIG-2", "3g.40gb", 1)] }],
        });

        Assert.Equal(Line("gpu01", "MIG-2"), Copied(state.On(2)));
    }

    [Fact]
    public void This_machine_needs_no_ssh() =>
        Assert.Equal("export CUDA_DEVICE_ORDER=PCI_BUS_ID CUDA_VISIBLE_DEVICES=0",
            Copied(ActionFleet.State(server => server with { Host = "local" }).On(0)));

    [Fact]
    public void A_server_without_a_free_card_says_so()
    {
        var state = ActionFleet.State(server => server with { Gpus = server.Gpus.RemoveAt(2) });

        Assert.Equal("no GPU of gpu01 is free: select one to copy it nevertheless", state.Press('y').State.Notice!.Text);
    }

    [Fact]
    public void Of_tagged_processes_every_server_gets_a_line()
    {
        var step = ActionFleet.TwoServersTagged().Press('y');

        Assert.Equal(
            $"{Line("gpu01", "0,1")}\n{Line("gpu02", "0,1")}",
            Assert.IsType<Effect.Copy>(Assert.Single(step.Effects)).Text);
    }

    [Fact]
    public void A_host_that_a_shell_would_read_otherwise_is_quoted() => Assert.Equal(
        Line("'al ice@[fe80::1%eth0]'", "2"),
        Copied(ActionFleet.State(server => server with { Host = "al ice@[fe80::1%eth0]" }).On(2)));

    [Fact]
    public void A_server_without_GPUs_is_copied_as_the_way_there() =>
        Assert.Equal("ssh gpu01", Copied(ActionFleet.State(server => server with { Gpus = [], Processes = [] })));

    private static string Line(string host, string devices) =>
        $"ssh -t {host} 'export CUDA_DEVICE_ORDER=PCI_BUS_ID CUDA_VISIBLE_DEVICES={devices}; exec $SHELL -l'";

    private static string Copied(AppState state)
    {
        var step = state.Press('y');
        var text = Assert.IsType<Effect.Copy>(Assert.Single(step.Effects)).Text;
        Assert.Equal($"copied: {text}", step.State.Notice!.Text);
        return text;
    }
}
