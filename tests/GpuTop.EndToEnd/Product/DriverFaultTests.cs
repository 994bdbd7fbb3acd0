using System.Text;

namespace GpuTop.EndToEnd.Product;

public sealed class DriverFaultTests : IDisposable
{
    private const string Mismatch = "Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 580.173";

    private readonly TestFleet _fleet = new(new GpuServer("gpu01"), new GpuServer("gpu02"));

    private FakeDriver Driver => _fleet.Servers[0].Driver;

    public void Dispose() => _fleet.Dispose();

    [RequiresFact(Needs.Server | Needs.NoDriver | Needs.Tmux)]
    public void A_server_without_nvidia_smi_says_so_and_tells_its_load()
    {
        _fleet.Servers[0].HasDriver = false;
        using var screen = _fleet.Start(width: 200);

        screen.WaitFor("that it is missing, and the load", text => ScreenReader.Server(text, "gpu01") is var line
            && line.Contains("nvidia-smi", StringComparison.Ordinal)
            && line.Contains("not found", StringComparison.Ordinal)
            && HasLoad(line));
        screen.WaitFor("the other server", text => ScreenReader.IsLive(text, "gpu02"));
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_driver_that_fails_is_quoted_and_the_cards_come_when_it_is_well()
    {
        Driver.Fail(Mismatch, 18);
        using var screen = _fleet.Start(width: 200);

        screen.WaitFor("the driver's words and the load", text => ScreenReader.Server(text, "gpu01") is var line
            && line.Contains("Driver/library version mismatch", StringComparison.Ordinal) && HasLoad(line));
        Driver.Fault("none");
        screen.WaitFor("the cards", text => ScreenReader.IsLive(text, "gpu01"), TimeSpan.FromSeconds(60));
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_driver_that_begins_to_fail_takes_its_cards_out_of_the_count_and_Enter_tells_the_remedy()
    {
        Driver.Gpus("utilization_gpu=0", "");
        using var screen = _fleet.Start(width: 200);
        screen.WaitFor(
            "free cards",
            text => ScreenReader.Server(text, "gpu01").Contains("2 free", StringComparison.Ordinal),
            TimeSpan.FromSeconds(40));

        Driver.Fail(Mismatch, 18);
        screen.WaitFor("that nothing is known", text => ScreenReader.Server(text, "gpu01") is var line
            && line.Contains(" ? free", StringComparison.Ordinal)
            && line.Contains("Driver/library version mismatch", StringComparison.Ordinal),
            TimeSpan.FromSeconds(5));
        screen.Press("Enter");

        screen.WaitFor("the driver was updated under a running kernel");
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_driver_that_hangs_from_the_start_is_named_while_the_load_goes_on()
    {
        Driver.Fault("hang");
        using var screen = _fleet.Start(width: 200);

        screen.WaitFor("who does not respond, and the load", text => ScreenReader.Server(text, "gpu01") is var line
            && line.Contains("nvidia-smi not responding", StringComparison.Ordinal) && HasLoad(line), TimeSpan.FromSeconds(40));
        screen.WaitFor("the other server", text => ScreenReader.IsLive(text, "gpu02"));
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_driver_that_hangs_later_takes_nothing_else_with_it()
    {
        Driver.Gpus("utilization_gpu=42 memory_used=30000");
        using var screen = _fleet.Start(width: 200);
        screen.WaitFor("the card", text => ScreenReader.Utilization(text, "gpu01", 0) == 42);

        Driver.Fault("hang");
        var text = screen.WaitFor("who does not respond", text =>
            ScreenReader.Server(text, "gpu01").Contains("nvidia-smi not responding", StringComparison.Ordinal), TimeSpan.FromSeconds(40));

        Assert.Contains(" ? free", ScreenReader.Server(text, "gpu01"));
        Assert.Equal(42, ScreenReader.Utilization(text, "gpu01", 0));
        Assert.False(ScreenReader.IsDown(text, "gpu01"), text);
    }

    [Long]
    [RequiresTheory(Needs.Server | Needs.Tmux)]
    [InlineData("cut gpu")]
    [InlineData("long gpu")]
    [InlineData("garbage gpu")]
    [InlineData("xid gpu")]
    [InlineData("garbage apps")]
    [InlineData("long pmon")]
    public void Broken_output_of_the_driver_costs_no_more_than_itself(string fault)
    {
        Driver.Fault(fault);
        Driver.Gpus("utilization_gpu=42 memory_used=30000", "");
        using var screen = _fleet.Start(width: 200);
        screen.WaitFor("the first card", text => ScreenReader.Utilization(text, "gpu01", 0) == 42);

        Driver.Fault("none");
        screen.WaitFor(
            "all of the server",
            text => HasLoad(ScreenReader.Server(text, "gpu01"))
                && ScreenReader.Utilization(text, "gpu01", 0) == 42
                && ScreenReader.Utilization(text, "gpu01", 1) == 0,
            TimeSpan.FromSeconds(60));

        screen.WaitFor("the other server", text => ScreenReader.IsLive(text, "gpu02"));
        Assert.DoesNotContain("\u001b]0;owned", Encoding.UTF8.GetString(screen.Output));
    }

    private static bool HasLoad(string line) =>
        line.Contains("cpu ", StringComparison.Ordinal) && line.Contains("ram ", StringComparison.Ordinal);
}
