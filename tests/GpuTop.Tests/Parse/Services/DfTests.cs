using System.Text;
using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class DfTests
{
    private const long Gi = 1024 * 1024;
    private const long Ti = 1024 * Gi;

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

        var mounts = Df.Read(Encoding.UTF8.GetBytes(text)).List;

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

        var mounts = Df.Read(Encoding.UTF8.GetBytes(text)).List.ToArray();

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

        var mounts = Df.Read(Encoding.UTF8.GetBytes(text)).List.ToArray();

        Assert.Equal(
            [
                new Mount("/", "/dev/sda2", "ext4", 100000, 50000, 50000, 50, null),
                new Mount("/home", "nas01:/home", "nfs4", null, null, null, null, null) { HangsFor = TimeSpan.FromSeconds(4) },
                new Mount("/mnt/a b", "alice@gpu02:/my data", "fuse.sshfs", null, null, null, null, null) { HangsFor = TimeSpan.FromDays(1) },
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
        Assert.Empty(Df.Read(Encoding.UTF8.GetBytes($"T nas:/x /mnt nfs4 rw\nT tmpfs /dev/shm tmpfs rw\n{line}\n")).List);

    [Fact]
    public void A_hang_that_began_in_the_future_is_a_hang()
    {
        var mount = Assert.Single(Df.Read("T nas:/x /mnt nfs4 rw\nH -86400 /mnt\n"u8).List);

        Assert.Equal(TimeSpan.Zero, mount.HangsFor);
    }

    [Fact]
    public void What_was_octal_is_as_clean_as_all_other_text()
    {
        var text = """
            T nas\033[31m:/x /mnt/a\011b nfs4 rw
            H 4 /mnt/a b
            """;

        var mount = Assert.Single(Df.Read(Encoding.UTF8.GetBytes(text)).List);

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

        var mounts = Df.Read(Encoding.UTF8.GetBytes(text)).List.ToArray();

        Assert.Equal([new Mount("/late", "nas:/late", "nfs", 100, 10, 90, 10, 10), new Mount("/", "/dev/sda2", "ext4", 200, 40, 160, 20, null)], mounts);
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

        var mounts = Df.Read(Encoding.UTF8.GetBytes(text)).List.ToArray();

        Assert.Equal([new Mount("/slow", "nas:/slow", "nfs", 100, 10, 90, 10, null), new Mount("/twice", "nas:/twice", "nfs", 200, 40, 160, 20, 30)], mounts);
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

        var mounts = Df.Read(Encoding.UTF8.GetBytes(text)).List.ToArray();

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

    [SharedFact("recordings/df")]
    public void Every_recording_gives_the_mounts_that_hold_data()
    {
        var expected = new Dictionary<string, string>
        {
            ["block-size-2MB-head.txt"] = "/",
            ["busybox-1k.txt"] = "/",
            ["busybox-PT.txt"] = "/",
            ["busybox-h.txt"] = "/",
            ["centos7-df-1k-blocks.txt"] = "/ /boot",
            ["centos7-df-h-lvm.txt"] = "/ /boot",
            ["chinese-lustre-s3fs-overlay-kubelet.txt"] =
                "/ /boot /boot/efi /mnt/matrix /mnt/data01 /mnt/cwai/lab01_data /mnt/cwai/alicealice_data",
            ["chinese-ubuntu-media-with-spaces.txt"] = "/ /boot/efi /media/bob/Ubuntu 22.04.1 LTS amd64",
            ["english-head-decimal-comma.txt"] = "/data",
            ["french-decimal-comma.txt"] = "/ /home/alice01/Bureau/key /media/alice01/CAUMES",
            ["french-head-decimal-point.txt"] = "/ /boot/efi",
            ["french-permission-denied-guillemets-nfs-home.txt"] = "/ /home/alice0123",
            ["german-2005-benut-verf-ben.txt"] = "/ /home/bob /home/bob/windoof",
            ["german-decimal-comma.txt"] = "/ /boot",
            ["gvfs-permission-denied.txt"] = "/",
            ["livecd-cow-rofs-1k.txt"] = "/cdrom /",
            ["long-device-name-not-wrapped-PT.txt"] = "/",
            ["lustre-gamess-1k-blocks-petabytes.txt"] = "/lustre",
            ["lustre-single-row-h.txt"] = "/pylon5",
            ["macos-df-512-blocks-map-entries.txt"] = "/ /private/var/vm /Volumes/carol0",
            ["macos-df-H-inodes-in-same-table.txt"] =
                "/ /System/Volumes/VM /System/Volumes/Preboot /System/Volumes/Update /System/Volumes/xarts /System/Volumes/iSCPreboot "
                + "/System/Volumes/Hardware /System/Volumes/Data /System/Volumes/Update/SFR/mnt1 /System/Volumes/Update/mnt1",
            ["moosefs-transport-endpoint-hT.txt"] = "/ /boot",
            ["portal-doc-ahT-with-dashes.txt"] = "/",
            ["portal-doc-operation-not-permitted.txt"] = "/ /boot/efi",
            ["rhel-df-al-autofs-dashes.txt"] = "/ /V M T o o l s /boot",
            ["rhel-df-alP-errors-and-pseudo-fs.txt"] = "/",
            ["rhel6-df-li-wrapped-and-mount-with-spaces.txt"] = "",
            ["stale-file-handle-nfs4-hT.txt"] = "/ /boot /data/user01",
            ["ubuntu1804-df-h-snap-loops.txt"] = "/",
        };

        var read = Recorded.All("df").ToDictionary(
            file => file.Key,
            file => string.Join(' ', Df.ReadTable(file.Value).List.Select(mount => mount.Path)));

        Assert.Equal(expected, read);
    }

    [SharedFact("recordings/df")]
    public void Units_stand_in_the_head_or_behind_the_figures_with_point_or_comma()
    {
        Mount[] expected =
        [
            new("/", "/dev/vda3", null, 62031 * 2_000_000L / 1024, 49197 * 2_000_000L / 1024, 9680 * 2_000_000L / 1024, 84, null),
            new("/", "/dev/vda", "ext4", 264212084, 16340684, 80437288, 17, null),
            new("/", "/dev/vda", null, 252 * Gi, (long)Math.Round(15.6 * Gi), (long)Math.Round(76.7 * Gi), 17, null),
            new("/data", "/dev/md126", null, 15 * Ti, (long)Math.Round(7.8 * Ti), (long)Math.Round(6.9 * Ti), 53, null),
            new("/lustre", "192.168.227.22@o2ib:192.168.227.23@o2ib:/wm2fs", null, 5002204015200, 2384668992284, 2365199623216, 51, null),
            new("/", "/dev/disk1s1", null, 488245288, 143373884, 342075196, 30, 0),
            new("/", "/dev/disk3s3s1", null, 494_000_000_000 / 1024, 16_000_000_000 / 1024, 375_000_000_000 / 1024, 5, 0),
            new("/", "/dev/sda2", null, 17813504, 2127172, 15686332, 12, null),
        ];
        string[] files =
        [
            "block-size-2MB-head.txt", "busybox-PT.txt", "busybox-h.txt", "english-head-decimal-comma.txt",
            "lustre-gamess-1k-blocks-petabytes.txt", "macos-df-512-blocks-map-entries.txt", "macos-df-H-inodes-in-same-table.txt",
            "rhel-df-al-autofs-dashes.txt",
        ];

        var first = files.Select(file => Df.ReadTable(Recorded.Bytes("df", file)).List[0]);

        Assert.Equal(expected, first, SameWithinOneKiB);
    }

    [SharedFact("recordings/df")]
    public void Wrapped_lines_and_blanks_in_paths_keep_their_inodes()
    {
        var table = new DfTable();
        foreach (var line in Encoding.UTF8.GetString(Recorded.Bytes("df", "rhel6-df-li-wrapped-and-mount-with-spaces.txt")).Split('\n'))
        {
            table.Add(Encoding.UTF8.GetBytes(line));
        }

        Assert.Equal(10, table.Rows.Count);
        Assert.Equal(new DfRow("/", "/dev/mapper/vg_lxcrhel6sat56-lv_root", null, null, null, null, 2, null), table.Rows[0]);
        Assert.Equal(("/V M T o o l s", "/VM Tools"), (table.Rows[8].Path, table.Rows[9].Path));
    }

    private static bool SameWithinOneKiB(Mount one, Mount other) =>
        one with { SizeKiB = 0, UsedKiB = 0, AvailableKiB = 0 } == other with { SizeKiB = 0, UsedKiB = 0, AvailableKiB = 0 }
        && Math.Abs((one.SizeKiB - other.SizeKiB) ?? 9) <= 1
        && Math.Abs((one.UsedKiB - other.UsedKiB) ?? 9) <= 1
        && Math.Abs((one.AvailableKiB - other.AvailableKiB) ?? 9) <= 1;
}
