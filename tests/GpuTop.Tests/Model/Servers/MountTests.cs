using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class MountTests
{
    [Theory]
    [InlineData(91.0, 12.0, 91.0, false)]
    [InlineData(12.0, 97.0, 97.0, true)]
    [InlineData(50.0, 50.0, 50.0, false)]
    [InlineData(50.0, null, 50.0, false)]
    [InlineData(null, 0.0, 0.0, true)]
    [InlineData(null, null, null, false)]
    public void A_mount_is_as_full_as_its_space_or_its_inodes(double? space, double? inodes, double? full, bool isShortOfInodes)
    {
        var mount = new Mount("/data", "/dev/sda1", "ext4", 1000, null, null, space, inodes);

        Assert.Equal((full, isShortOfInodes), (mount.FullPercent, mount.IsShortOfInodes));
    }

    [Theory]
    [InlineData("nas01:/export/home", "nfs4", true)]
    [InlineData("//nas/share", "cifs", true)]
    [InlineData("10.0.0.1@tcp:/lustre", "lustre", true)]
    [InlineData("beegfs_nodev", "beegfs", true)]
    [InlineData("localhost:/gv0", "fuse.glusterfs", false)]
    [InlineData("/dev/sda1", "ext4", false)]
    [InlineData("/dev/disk/by-path/pci-0000:00:1f.2", "ext4", false)]
    [InlineData("tank/data", "zfs", false)]
    [InlineData("nas01:/export/home", null, true)]
    public void A_network_file_system_has_a_key_that_is_equal_on_all_servers(string device, string? type, bool isNetwork)
    {
        var (here, there) = (Of("/home"), Of("/home"));

        Assert.Equal((isNetwork, isNetwork), (here.IsNetwork, here.NetworkKey is not null));
        Assert.Equal(here.NetworkKey, there.NetworkKey);

        Mount Of(string path) => new(path, device, type, 1000, 1, 999, 1, null);
    }

    [Fact]
    public void A_device_without_the_name_of_a_server_is_told_by_its_mount_point()
    {
        Mount Of(string path) => new(path, "beegfs_nodev", "beegfs", 1000, 1, 999, 1, null);

        Assert.NotEqual(Of("/scratch").NetworkKey, Of("/archive").NetworkKey);
    }
}
