using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Tests.Ui;

public sealed class GpuPageFrameTests
{
    [Theory]
    [InlineData(80, 24)]
    [InlineData(160, 45)]
    [InlineData(40, 10)]
    [InlineData(20, 4)]
    public void The_page_of_a_busy_gpu_looks_as_accepted(int width, int height) =>
        Golden.Check(Page(SampleFleet.State(width, height), "gpu01", 6), $"gpu-busy-{width}x{height}");

    [Theory]
    [InlineData(80, 24)]
    [InlineData(160, 45)]
    public void The_page_of_a_card_with_mig_looks_as_accepted(int width, int height) =>
        Golden.Check(Page(OddFleet.State(width, height), "mig", 0), $"gpu-mig-{width}x{height}");

    [Theory]
    [InlineData("sick", 0)]
    [InlineData("sick", 2)]
    [InlineData("na", 0)]
    [InlineData("gpu04", 0)]
    public void Remarks_on_a_gpu_look_as_accepted(string server, int index)
    {
        var state = server == "gpu04" ? SampleFleet.State(80, 24) : OddFleet.State(80, 24);

        Golden.Check(Page(state, server, index), $"gpu-{server}-{index}-80x24");
    }

    [Fact]
    public void The_end_of_the_page_can_be_scrolled_to()
    {
        var state = Page(SampleFleet.State(80, 24), "gpu01", 6);

        Golden.Check(state with { GpuScreen = state.GpuScreen! with { Top = 999 } }, "gpu-busy-end-80x24");
    }

    [Fact]
    public void A_day_of_history_and_driver_details_look_as_accepted()
    {
        var state = Page(SampleFleet.State(160, 60), "gpu01", 6);
        var query = new GpuDetailQuery(1, SampleFleet.Now) { AnsweredAt = SampleFleet.Now, Detail = Detail };
        var page = state.GpuScreen! with { SpanIndex = 2, DetailQuery = query };

        Golden.Check(state with { GpuScreen = page }, "gpu-detail-160x60");
    }

    private static readonly GpuDetail Detail = new()
    {
        Brand = "NVIDIA",
        Architecture = "Ampere",
        Serial = "1653021012345",
        VbiosVersion = "92.00.45.00.03",
        CudaVersion = "12.4",
        MinorNumber = 6,
        RecoveryAction = "Drain and Reset",
        Power = new PowerDetail(400, 400, 100, 400),
        Pcie = new PcieDetail(410_000, 1_180_000, 12),
        Memory = new MemoryDetail
        {
            ReservedMiB = 609,
            EccEnabled = true,
            Errors = [("volatile dram correctable", 3), ("aggregate dram uncorrectable", 1), ("volatile sram correctable", 0)],
            RemappedRowsCorrected = 1,
            RemappedRowsUncorrected = 0,
            RemapPending = true,
        },
        Video = new VideoDetail(0, 0, 0),
        Clocks = [new ClockDetail("sm", 1215, 1410, 1410), new ClockDetail("mem", 1593, 1593, null)],
        Temperatures = [new TemperatureDetail("gpu temp", 84), new TemperatureDetail("gpu temp slow threshold", 89)],
        ClockReasonTimes = [("sw power cap", TimeSpan.FromMinutes(431)), ("hw thermal slowdown", TimeSpan.Zero)],
    };

    private static AppState Page(AppState state, string server, int index)
    {
        var gpu = state.Fleet.Find(server)!.Gpus[index];
        var page = new GpuScreen(new ItemKey(server, gpu.Sample.Key), ViewKind.Fleet);
        return state with { View = ViewKind.Gpu, Interval = TimeSpan.FromSeconds(10), GpuScreen = page };
    }
}
