using System.Text;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class PsTests
{
    [Fact]
    public void A_row_of_the_probe_tells_all()
    {
        var row = Ps.Probe.Read("  4711  4000 20231 R 187200 110.5 12582912 python train.py --lr 3e-4  "u8);

        Assert.Equal(
            new PsRow(4711, 4000, 20231, "20231", 'R', TimeSpan.FromHours(52), 110.5, 12288, "python train.py --lr 3e-4"),
            row);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("07:41", 461)]
    [InlineData("1:35:53", 5753)]
    [InlineData("3-00:22:04", 260524)]
    [InlineData("-", null)]
    [InlineData("", null)]
    [InlineData("1-2", null)]
    [InlineData("1:2:3:4", null)]
    [InlineData("4294967295", null)]
    [InlineData("18446744073709551615", null)]
    [InlineData("INVALID", null)]
    public void Elapsed_time_comes_in_seconds_or_with_colons(string text, int? seconds) =>
        Assert.Equal(seconds, (int?)Elapsed.Of(Encoding.UTF8.GetBytes(text))?.TotalSeconds);

    [Fact]
    public void What_is_no_figure_is_unknown()
    {
        var row = Ps.Probe.Read("4711 ? ? R - - - "u8);

        Assert.Equal(new PsRow(4711, null, null, "?", 'R', null, null, null, null), row);
    }

    [Theory]
    [InlineData("")]
    [InlineData("error: unsupported option (BSD syntax)")]
    [InlineData("0 0 0 S 1 0 0 x")]
    public void What_is_no_row_is_none(string line) => Assert.Null(Ps.Probe.Read(Encoding.UTF8.GetBytes(line)));

    [SharedFact("recordings/misc")]
    public void Rows_are_found_under_every_recorded_head()
    {
        var late = Ps.Read(Recorded.Bytes("misc", "ps-auxww-late-header.txt"));
        var centos = Ps.Read(Recorded.Bytes("misc", "ps-axu-centos7.txt"));
        var full = Ps.Read(Recorded.Bytes("misc", "ps-ef-ubuntu1804.txt"));

        Assert.Equal(
            new PsRow(1, null, null, "root", 'S', null, 0, 5, "/usr/lib/systemd/systemd --switched-root --system --deserialize 21"), late[0]);
        Assert.Equal(new PsRow(6, null, null, "root", 'R', null, 0, 0, "[ksoftirqd/0]"), centos[4]);
        Assert.Equal(new PsRow(1, 0, null, "root", null, null, null, null, "/sbin/init auto automatic-ubiquity noprompt"), full[0]);
        Assert.Contains(full, row => row.User == "systemd+");
    }

    [SharedFact("recordings/misc")]
    public void Training_zombie_and_hanging_driver_are_told_by_their_states()
    {
        var training = Ps.Read(Recorded.Bytes("misc", "ps-etime-stat-python-training.txt"));
        var zombie = Ps.Read(Recorded.Bytes("misc", "ps-zombie-defunct.txt"));
        var hanging = Ps.Read(Recorded.Bytes("misc", "ps-state-pid-ppid-cmd-nvidia-smi-D.txt"), PsColumns.Of("S PID PPID CMD"u8)!);

        Assert.Equal((1425250, 1418358, TimeSpan.FromSeconds(461)), (training[0].Pid, training[0].ParentPid, training[0].Elapsed));
        Assert.Equal(new PsRow(24122, null, null, "root", 'Z', TimeSpan.FromSeconds(1), 0, 0, "[perl] <defunct>"), zombie[1]);
        Assert.Equal(('D', "/var/drivers/nvidia/current/bin/nvidia-smi -q -x"), (hanging[0].State, hanging[0].Command));
    }

    [SharedFact("recordings/misc")]
    public void No_row_of_any_recording_is_lost()
    {
        foreach (var (file, text) in Recorded.All("misc", "ps-"))
        {
            var lines = Encoding.UTF8.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
            var heads = file.StartsWith("ps-state", StringComparison.Ordinal) ? 0 : file.StartsWith("ps-auxww", StringComparison.Ordinal) ? 2 : 1;
            var rows = heads == 0 ? Ps.Read(text, PsColumns.Of("S PID PPID CMD"u8)!) : Ps.Read(text);

            Assert.Equal((file, lines - heads), (file, rows.Count));
        }
    }
}
