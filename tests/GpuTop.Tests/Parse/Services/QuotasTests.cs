using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class QuotasTests
{
    [Fact]
    public void Repquota_tells_all_users()
    {
        var quotas = Quotas.Read("""
            repquota
            alice
            /dev/sdb1
            *** Report for user quotas on device /dev/sdb1
            Block grace time: 7days; Inode grace time: 7days
                                    Block limits                File limits
            User            used    soft    hard  grace    used  soft  hard  grace
            ----------------------------------------------------------------------
            root      --      20       0       0              2     0     0
            alice     +- 1012320 1000000 1100000  6days     300     0     0
            #1005     --  512000  900000       0             10     0     0
            bob       --       0       0       0              0     0     0

            """);

        Assert.Equal(new DiskQuotas("repquota", []), quotas with { Users = [] });
        Assert.False(quotas.IsOnlyMine);
        Assert.Equal<DiskQuota>(
            [new("alice", 1_012_320, 1_100_000, 300), new("#1005", 512_000, 900_000, 10), new DiskQuota("root", 20, null, 2)],
            quotas.Users);
    }

    [Fact]
    public void Zfs_tells_bytes() => Assert.Equal<DiskQuota>(
        [new("bob", 2_097_152, 4_194_304, null), new DiskQuota("alice", 1024, null, 12)],
        Quotas.Read("zfs\nalice\npool/data\nalice\t1048576\tnone\t12\nbob\t2147483648\t4294967296\t-\ncarol\t-\t-\t-\n").Users);

    [Fact]
    public void Lfs_tells_only_the_own_share()
    {
        var quotas = Quotas.Read(
            "lfs\nalice\n10.0.0.1@tcp:/scratch\n     /scratch 3145728*  2097152 4194304 5d12h  812       0       0       -\n");

        Assert.True(quotas.IsOnlyMine);
        Assert.Equal<DiskQuota>([new DiskQuota("alice", 3_145_728, 4_194_304, 812)], quotas.Users);
    }

    [Fact]
    public void Quota_tells_the_own_share_of_every_file_system_and_folds_long_names()
    {
        const string Text = """
            quota
            alice
            nas:/export/home
            Disk quotas for user alice (uid 1001): 
                 Filesystem  blocks   quota   limit   grace   files   quota   limit   grace
            /dev/sda2    4096       0       0              12       0       0        
            nas:/export/home
                           209715200* 200000000 220000000   6days  182310       0       0        

            """;

        Assert.Equal<DiskQuota>([new DiskQuota("alice", 209_715_200, 220_000_000, 182_310)], Quotas.Read(Text).Users);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rc=1\n")]
    [InlineData("quota\nalice\n/dev/sda2\nDisk quotas for user alice (uid 1001): none\n")]
    [InlineData("repquota\nalice\n/dev/sdb1\nrepquota: Cannot open quotafile /home/aquota.user: Permission denied\n")]
    [InlineData("zfs\nalice\npool\nalice\t99999999999999999999999\tnone\t-\n\t\t\t\n")]
    [InlineData("lfs\nalice\nx\n/scratch - - -\n")]
    [InlineData("repquota\nalice\nx\nalice -- -5 0 0\nalice --\n--\n")]
    [InlineData("df\nalice\nx\nalice -- 5 0 0\n")]
    public void Nothing_is_read_from_other_text(string text) => Assert.Empty(Quotas.Read(text).Users);
}
