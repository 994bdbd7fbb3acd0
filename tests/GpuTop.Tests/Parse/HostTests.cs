using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class HostTests
{
    [Fact]
    public void The_load_is_read_off_the_files_of_the_kernel()
    {
        var text = """
            cpu  100 20 30 1000 50 5 7 3 90 10
            cores 128
            MemTotal:       1056768000 kB
            MemFree:         100000000 kB
            MemAvailable:    834560000 kB
            Buffers:           1000000 kB
            Cached:           50000000 kB
            SwapTotal:         8388608 kB
            SwapFree:          8387584 kB
            loadavg 41.20 40.10 39.00 5/2211 4711
            uptime 350735.47 234388.90
            """;

        var sample = HostLoad.Read(text).Sample;

        Assert.Equal(
            new HostSample
            {
                Cores = 128,
                BusyTicks = 165,
                TotalTicks = 1215,
                Load1 = 41.2,
                Load5 = 40.1,
                Load15 = 39,
                MemoryTotalMiB = 1032000,
                MemoryUsedMiB = 217000,
                SwapTotalMiB = 8192,
                SwapUsedMiB = 1,
                Uptime = TimeSpan.FromSeconds(350735.47),
            },
            sample);
    }

    [Fact]
    public void Kernels_before_3_14_do_not_tell_what_is_available()
    {
        var text = "MemTotal: 4194304 kB\nMemFree: 1048576 kB\nBuffers: 524288 kB\nCached: 524288 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n";

        var sample = HostLoad.Read(text).Sample;

        Assert.Equal(new HostSample { MemoryTotalMiB = 4096, MemoryUsedMiB = 2048, SwapTotalMiB = 0, SwapUsedMiB = 0 }, sample);
    }

    [Theory]
    [InlineData("")]
    [InlineData("cpu\ncores\nloadavg\nuptime\nMemTotal:\n")]
    [InlineData("cpu  x y z\ncores 0\nloadavg - - -\nuptime -1\nMemTotal: lots\nMemAvailable: 5 kB")]
    [InlineData("cat: /proc/stat: Permission denied")]
    public void What_is_missing_is_unknown_and_not_0(string text) =>
        Assert.Equal(new HostSample(), HostLoad.Read(text).Sample);

    [Fact]
    public void The_identity_is_who_i_am_there()
    {
        var identity = HostIdentity.Read("user=alice\nuid=1000\nhome=/home/alice=x\nhost=gpu01\nsys=Linux 5.15\nboot=a-b\n");

        Assert.Equal(new Reading.Identity("alice", 1000, "/home/alice=x", "gpu01") { System = "Linux 5.15", BootId = "a-b" }, identity);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("$(reboot)")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef-")]
    public void A_boot_id_that_is_none_is_not_taken(string boot) =>
        Assert.Null(HostIdentity.Read($"uid=1000\nboot={boot}\n")!.BootId);

    [Fact]
    public void A_user_without_an_entry_goes_by_number() =>
        Assert.Equal(new Reading.Identity("20231", 20231, null, null), HostIdentity.Read("user=\nuid=20231\nhome=\n"));

    [Theory]
    [InlineData("")]
    [InlineData("user=alice\nuid=\n")]
    [InlineData("user=alice\nuid=id: not found\n")]
    public void Without_a_number_nobody_is_known(string text) => Assert.Null(HostIdentity.Read(text));
}
