using GpuTop.Model;
using GpuTop.State;
using GpuTop.Tests.State;
using static GpuTop.Tests.Ui.SampleFleet;

namespace GpuTop.Tests.Ui;

public sealed class StorageFrameTests
{
    [Theory]
    [InlineData(80, 24)]
    [InlineData(160, 45)]
    [InlineData(40, 10)]
    public void File_systems_look_as_accepted(int width, int height) =>
        Golden.Check(
            new AppState
            {
                Fleet = new Fleet([Gpu01(), Hanging(), Lost()]),
                Now = Now,
                Width = width,
                Height = height,
                View = ViewKind.Storage,
            },
            $"storage-{width}x{height}");

    [Theory]
    [InlineData(80, 24)]
    [InlineData(160, 45)]
    [InlineData(40, 10)]
    public void Network_file_systems_of_several_servers_look_as_accepted(int width, int height)
    {
        var home = Mount("/home", "nas:/export/home", "nfs4", 21_000, 91, 12);
        var archive = new Mount("/archive", "tape:/export", "nfs", null, null, null, null, null) { HangsFor = TimeSpan.FromHours(3.2) };
        var answering = Mount("/archive", "tape:/export", "nfs", 90_000, 40, null);
        var state = new AppState
        {
            Fleet = new Fleet([Of("gpu01", home, archive), Of("gpu02", home, archive), Of("gpu03", home, answering)]),
            Now = Now,
            Width = width,
            Height = height,
            View = ViewKind.Storage,
        };

        Golden.Check(state.Press("Enter"), $"storage-shared-{width}x{height}");

        static Server Of(string name, params Mount[] mounts) =>
            Hear(Heard(name, Days(0, 0, 1), [], []), new Reading.Mounts([.. mounts, Mount("/", "/dev/sda2", "ext4", 220, 98, 3)]), Now);
    }

    [Fact]
    public void A_filter_without_matches_says_so()
    {
        var state = SampleFleet.State(80, 24) with { View = ViewKind.Storage };

        Golden.Check(
            state with { Lists = state.Lists.SetItem(ViewKind.Storage, new ListScreen { FilterText = "path:/nowhere" }) },
            "storage-none-80x24");
    }

    private static Server Gpu01()
    {
        var train = Process("gpu01", "alice", "python train.py", Days(1), (0, 20, 90)) with { WorkingDirectory = "/scratch/alice/lm/runs" };
        var other = Process("gpu01", "bob", "python", Days(1), (0, 20, 90)) with { WorkingDirectory = "/data" };
        var server = Heard("gpu01", Days(0, 0, 1), [Card.Busy("NVIDIA A100-SXM4-80GB", 80, 90, 40)], [train, other]);
        return Hear(
            server,
            new Reading.Mounts(
            [
                Mount("/", "/dev/nvme0n1p2", "ext4", 460, 31, 9),
                Mount("/home", "nas:/export/home", "nfs4", 21_000, 91, 12),
                Mount("/scratch", "/dev/md0", "xfs", 7_000, 64, 96),
                Mount("/scratch/archive", "nas:/export/archive with blanks/and a very long name", "nfs4", 90_000, 100, null),
                Mount("/data/数据", "pool/data", "zfs", 44_000, 55, null),
                Mount("/boot/efi", "/dev/nvme0n1p1", "vfat", 1, 2, null),
                new Mount("/mnt/old", "tape:/export", "nfs", null, null, null, null, null) { HangsFor = TimeSpan.FromHours(3.2) },
            ]),
            Now);
    }

    private static Server Hanging()
    {
        var server = Heard("gpu02", Days(0, 0, 3), [Card.Empty("NVIDIA A100-SXM4-80GB", 80, 30, 60)], []);
        server = Hear(server, new Reading.Mounts([Mount("/", "/dev/sda2", "ext4", 220, 44, 3)]), Now - TimeSpan.FromSeconds(70));
        return Hear(server, new Reading.Hanging(ProbeSection.Mounts), Now);
    }

    private static Server Lost()
    {
        var server = Heard("gpu03", Days(0, 0, 3), [], []);
        server = Hear(server, new Reading.Mounts([Mount("/", "/dev/sda2", "ext4", 220, 99, 3)]), Now - TimeSpan.FromMinutes(9));
        return server with { Connection = new ConnectionStatus(ConnectionPhase.Lost, Now, new Problem("connection timed out")) };
    }

    private static Mount Mount(string path, string device, string type, long gibibytes, double used, double? inodes)
    {
        var size = gibibytes * 1024 * 1024;
        return new Mount(path, device, type, size, (long)(size * used / 100), (long)(size * (100 - used) / 100), used, inodes);
    }
}
