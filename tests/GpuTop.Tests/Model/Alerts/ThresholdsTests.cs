using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class ThresholdsTests
{
    [Theory]
    [InlineData(89.0, 100L, 10.0, DiskLevel.Enough)]
    [InlineData(90.0, 100L, 10.0, DiskLevel.Low)]
    [InlineData(96.0, 40L, 10.0, DiskLevel.Low)]
    [InlineData(97.0, 30L, 10.0, DiskLevel.Full)]
    [InlineData(10.0, 900L, 97.0, DiskLevel.Full)]
    [InlineData(94.0, 9L, 10.0, DiskLevel.Full)]
    [InlineData(null, null, null, DiskLevel.Unknown)]
    public void A_disk_is_low_from_the_warning_and_full_from_97_percent_or_below_1_percent_free(
        double? space, long? available, double? inodes, DiskLevel level)
    {
        var mount = new Mount("/data", "/dev/sda1", "ext4", 1000, null, available, space, inodes);

        Assert.Equal(level, new Thresholds().LevelOf(mount));
    }

    [Fact]
    public void A_disk_below_a_higher_warning_is_not_full() => Assert.Equal(
        DiskLevel.Enough,
        new Thresholds { DiskWarnPercent = 99 }.LevelOf(new Mount("/data", "/dev/sda1", "ext4", 1000, 980, 20, 98, null)));
}
