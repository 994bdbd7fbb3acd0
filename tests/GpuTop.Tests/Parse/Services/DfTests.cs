using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class DfTests
{
    [Fact]
    public void A_mount_that_answers_with_an_error_stays_with_the_error()
    {
        var text = """
            T nas:/old /mnt/old nfs4 rw 0 0
            T sshfs#x: /mnt/my\040data fuse.sshfs rw 0 0
            T /dev/sda1 / ext4 rw 0 0
            T /dev/sda1 /also ext4 rw 0 0
            K /dev/sda1 100 50 50 50% /
            E df: /mnt/old: Stale file handle
            E df: /mnt/old: Stale file handle
            E df: '/mnt/my data': Transport endpoint is not connected
            E df: no file systems processed
            E df: /:
            """;

        var mounts = Df.Read(text).List;

        Assert.Equal(
            [("/", null), ("/mnt/old", "Stale file handle"), ("/mnt/my data", "Transport endpoint is not connected")],
            mounts.Select(mount => (mount.Path, mount.Problem)));
        Assert.Equal(("nas:/old", "nfs4", null), (mounts[1].Device, mounts[1].Type, mounts[1].SizeKiB));
    }

    [Fact]
    public void Sizes_inodes_and_types_meet_by_the_path()
    {
        var text = """
            E df: /mnt/old: Stale file handle
            K Filesystem                1024-blocks      Used Available Capacity Mounted on
            K /dev/nvme0n1p2              479152840  92274688 362466664      21% /
            K tmpfs                         7900000         0   7900000       0% /dev/shm
            K nas01:/home                4000000000 3640000000 360000000     91% /home
            K /dev/sdb1                    52402180   1088148  51314032       3% /V M T o o l s
            K overlay                     479152840  92274688 362466664      21% /var/lib/docker/overlay2/5a/merged
            I Filesystem                     Inodes   IUsed     IFree IUse% Mounted on
            I /dev/nvme0n1p2               30531584 3663790  26867794   12% /
            I nas01:/home                         0       0         0     - /home
            T /dev/nvme0n1p2 / ext4 rw,relatime 0 0
            T nas01:/home /home nfs4 rw,vers=4.2 0 0
            T /dev/sdb1 /V\040M\040T\040o\040o\040l\040s xfs rw 0 0
            T overlay /var/lib/docker/overlay2/5a/merged overlay rw 0 0
            """;

        var mounts = Df.Read(text).List.ToArray();

        Assert.Equal(
            [
                new Mount("/", "/dev/nvme0n1p2", "ext4", 479152840, 92274688, 362466664, 21, 12),
                new Mount("/home", "nas01:/home", "nfs4", 4000000000, 3640000000, 360000000, 91, null),
                new Mount("/V M T o o l s", "/dev/sdb1", "xfs", 52402180, 1088148, 51314032, 3, null),
            ],
            mounts);
    }

    [Fact]
    public void A_mount_whose_df_hangs_has_a_name_and_no_numbers()
    {
        var text = """
            K Filesystem     1024-blocks   Used Available Capacity Mounted on
            T /dev/sda2 / ext4 rw 0 0
            T nas01:/home /home nfs4 rw,vers=4.2 0 0
            T alice@gpu02:/my\040data /mnt/a\040b fuse.sshfs rw 0 0
            T 10.0.0.1@tcp:/fs /lustre lustre rw 0 0
            H 4 /home
            K /dev/sda2           100000  50000     50000      50% /
            H 86400 /mnt/a b
            """;

        var mounts = Df.Read(text).List.ToArray();

        Assert.Equal(
            [
                new Mount("/", "/dev/sda2", "ext4", 100000, 50000, 50000, 50, null),
                new Mount("/home", "nas01:/home", "nfs4", null, null, null, null, null) { HangsFor = TimeSpan.FromSeconds(4) },
                new Mount(
                    "/mnt/a b", "alice@gpu02:/my data", "fuse.sshfs", null, null, null, null, null) { HangsFor = TimeSpan.FromDays(1) },
            ],
            mounts);
    }

    [Theory]
    [InlineData("H 4 /unmounted")]
    [InlineData("H 99999999999999999999 /mnt")]
    [InlineData("H soon /mnt")]
    [InlineData("H 4")]
    [InlineData("H ")]
    [InlineData("H 4 mnt")]
    [InlineData("H 4 /dev/shm")]
    public void A_hang_that_makes_no_sense_is_no_mount(string line) =>
        Assert.Empty(Df.Read($"T nas:/x /mnt nfs4 rw\nT tmpfs /dev/shm tmpfs rw\n{line}\n").List);

    [Fact]
    public void A_hang_that_began_in_the_future_is_a_hang()
    {
        var mount = Assert.Single(Df.Read("T nas:/x /mnt nfs4 rw\nH -86400 /mnt\n").List);

        Assert.Equal(TimeSpan.Zero, mount.HangsFor);
    }

    [Fact]
    public void What_was_octal_is_as_clean_as_all_other_text()
    {
        var text = """
            T nas\033[31m:/x /mnt/a\011b nfs4 rw
            H 4 /mnt/a b
            """;

        var mount = Assert.Single(Df.Read(text).List);

        Assert.Equal(("nas?[31m:/x", "/mnt/a b"), (mount.Device, mount.Path));
    }

    [Fact]
    public void A_late_answer_whose_head_came_with_the_section_before_is_in_the_same_unit()
    {
        var text = """
            K nas:/late      100  10  90  10% /late
            I nas:/late      100  10  90  10% /late
            K Filesystem     1024-blocks   Used Available Capacity Mounted on
            K /dev/sda2      200  40 160  20% /
            T nas:/late /late nfs rw
            T /dev/sda2 / ext4 rw
            """;

        var mounts = Df.Read(text).List.ToArray();

        Assert.Equal(
            [new Mount("/late", "nas:/late", "nfs", 100, 10, 90, 10, 10), new Mount("/", "/dev/sda2", "ext4", 200, 40, 160, 20, null)],
            mounts);
    }

    [Fact]
    public void A_late_answer_counts_until_a_newer_one_comes()
    {
        var text = """
            K Filesystem     1024-blocks   Used Available Capacity Mounted on
            K nas:/slow      100  10  90  10% /slow
            K nas:/twice     100  10  90  10% /twice
            I nas:/twice     100  10  90  10% /twice
            T nas:/slow /slow nfs rw
            T nas:/twice /twice nfs rw
            K Filesystem     1024-blocks   Used Available Capacity Mounted on
            K nas:/twice     200  40 160  20% /twice
            I nas:/twice     100  30  70  30% /twice
            H 4 /slow
            """;

        var mounts = Df.Read(text).List.ToArray();

        Assert.Equal(
            [new Mount("/slow", "nas:/slow", "nfs", 100, 10, 90, 10, null), new Mount("/twice", "nas:/twice", "nfs", 200, 40, 160, 20, 30)],
            mounts);
    }

    [Fact]
    public void A_device_mounted_twice_is_listed_once_by_its_shortest_path()
    {
        var text = """
            K Filesystem     1024-blocks   Used Available Capacity Mounted on
            K /dev/sda2           100000  50000     50000      50% /var/lib/kubelet
            K /dev/sda2           100000  50100     49900      51% /
            K s3fs                   640      0       640       0% /mnt/one
            K s3fs                   640      0       640       0% /mnt/two
            K nas:/x                 100     50        50      50% /proj/a
            K nas:/x                 900     50       850       6% /proj/b
            """;

        var mounts = Df.Read(text).List.ToArray();

        Assert.Equal(["/", "/mnt/one", "/mnt/two", "/proj/a", "/proj/b"], mounts.Select(mount => mount.Path));
    }

    [Theory]
    [InlineData("tmpfs", "/", "tmpfs", false)]
    [InlineData("overlay", "/", "overlay", false)]
    [InlineData("tmpfs", "/tmp", "tmpfs", true)]
    [InlineData("none", "/mnt/wsl", "tmpfs", true)]
    [InlineData("none", "/run/lock", null, true)]
    [InlineData("portal", "/run/user/1000/doc", "fuse.portal", true)]
    [InlineData("gvfsd-fuse", "/run/user/1000/gvfs", null, true)]
    [InlineData("alice@gpu02:/data", "/home/alice/data", "fuse.sshfs", false)]
    [InlineData("/dev/loop7", "/snap/core/7917", "squashfs", true)]
    [InlineData("map auto_home", "/home", null, true)]
    [InlineData("tank/home", "/tank/home", "zfs", false)]
    public void Pseudo_file_systems_hold_nobodys_data(string device, string path, string? type, bool pseudo) =>
        Assert.Equal(pseudo, PseudoFileSystems.Contain(new Mount(path, device, type, 100, 50, 50, 50, null)));

    [RequiresFact(Needs.Recordings)]
    public void Rows_of_the_recordings_in_KiB_are_read()
    {
        var expected = new Dictionary<string, string>
        {
            ["busybox-1k.txt"] = "/",
            ["centos7-df-1k-blocks.txt"] = "/ /boot",
            ["livecd-cow-rofs-1k.txt"] = "/cdrom /",
            ["lustre-gamess-1k-blocks-petabytes.txt"] = "/lustre",
            ["rhel-df-alP-errors-and-pseudo-fs.txt"] = "/",
        };

        var read = expected.Keys.ToDictionary(file => file, file => string.Join(' ', Rows(file).Select(mount => mount.Path)));

        Assert.Equal(expected, read);
        Assert.Equal((5002204015200, 2384668992284, 2365199623216), Sizes(Rows("lustre-gamess-1k-blocks-petabytes.txt")[0]));
    }

    private static ImmutableArray<Mount> Rows(string file) =>
        Df.Read(string.Concat(
            Recorded.Text("df", file).Split('\n').Select(line => $"K {line}\n"))).List;

    private static (long?, long?, long?) Sizes(Mount mount) => (mount.SizeKiB, mount.UsedKiB, mount.AvailableKiB);
}
