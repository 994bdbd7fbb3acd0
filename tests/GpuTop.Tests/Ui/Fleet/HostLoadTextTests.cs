using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

public sealed class HostLoadTextTests
{
    private static readonly Mount Local = new("/scratch", "/dev/sda1", "ext4", 1000, 500, 500, 50, 10);
    private static readonly Mount Shared = new("/home", "nas01:/home", "nfs4", 1000, 500, 500, 50, 10);

    [Fact]
    public void A_low_disk_is_yellow_with_its_percentage() =>
        Assert.Equal(("/scratch 91%", Theme.Warning), Of(Local with { UsedPercent = 91 }));

    [Fact]
    public void A_full_disk_is_red_and_bold() => Assert.Equal(("/scratch FULL", Theme.Bad), Of(Local with { UsedPercent = 97 }));

    [Fact]
    public void A_disk_short_of_inodes_says_so() =>
        Assert.Equal(("/scratch 96% inodes", Theme.Warning), Of(Local with { InodesUsedPercent = 96 }));

    [Fact]
    public void A_full_network_file_system_is_yellow_as_it_is_on_every_server() =>
        Assert.Equal(("/home FULL", Theme.Warning), Of(Shared with { UsedPercent = 99 }));

    [Fact]
    public void A_full_local_disk_comes_before_a_fuller_network_file_system() =>
        Assert.Equal(("/scratch FULL", Theme.Bad), Of(Shared with { UsedPercent = 99 }, Local with { UsedPercent = 98 }));

    private static (string Text, Style Style) Of(params Mount[] mounts)
    {
        var server = Server.Initial("a", "a", SampleFleet.Now) with { Mounts = [.. mounts] };
        var frame = new CellBuffer(80, 1);
        var end = HostLoadText.Draw(frame, 0, frame.Area, new AppState { Fleet = new Fleet([server]), Now = SampleFleet.Now }, server);
        return (frame.ToText().Trim(), frame[end - 3, 0].Style);
    }
}
