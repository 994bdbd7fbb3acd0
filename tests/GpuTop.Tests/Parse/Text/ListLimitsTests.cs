using System.Diagnostics;
using System.Text;
using GpuTop.Model;
using GpuTop.Parse;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Ui;
using Section = GpuTop.Probe.Section;

namespace GpuTop.Tests.Parse;

/// <summary>Lists longer than those of real servers: bounded, counted, and of linear cost.</summary>
public sealed class ListLimitsTests
{
    private static readonly DateTimeOffset Now = SampleFleet.Now;

    // About ten times the time of a machine under load; a quadratic algorithm takes minutes.
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(5);

    [Fact]
    public void Of_75000_processes_1024_are_kept()
    {
        var text = new StringBuilder("F gpu_uuid,pid,used_gpu_memory,process_name\n");
        for (var i = 1; i <= 75_000; i++)
        {
            text.Append($"A GPU-{i % 8}, {i}, 100, python\nP {i} 1 {i} user{i} R 100 1.0 1000 python\n");
        }

        var reading = Assert.IsType<Reading.Processes>(Read("a", text.ToString()));

        Assert.Equal(1024, reading.List.Length);
        Assert.Equal("1024 processes and 73976 more", reading.LeftOut);
    }

    [Fact]
    public void Of_20000_ports_and_mounts_4096_are_kept()
    {
        var ports = Lines(20_000, i => $"L LISTEN 0 128 127.0.0.1:{i + 1} 0.0.0.0:*");
        var mounts = Lines(20_000, i => $"K /dev/sd{i} 1000 500 500 50% /mnt/{i}");

        var listening = Assert.IsType<Reading.Ports>(Read("p", ports));
        var disks = Assert.IsType<Reading.Mounts>(Read("d", mounts));

        Assert.Equal((4096, "4096 ports and 15904 more"), (listening.List.Length, listening.LeftOut));
        Assert.InRange(disks.List.Length, 4096, 3 * 4096);
        Assert.NotNull(disks.LeftOut);
    }

    [Theory]
    [InlineData("A GPU-x, 12, 819")]
    [InlineData("A GPU-x, 1234, 81")]
    [InlineData("A GPU-x, 12")]
    public void A_process_whose_row_was_cut_is_not_taken(string row) =>
        Assert.Empty(Assert.IsType<Reading.Processes>(Read("a", $"F gpu_uuid,pid,used_gpu_memory,process_name\n{row}\n")).List);

    [Fact]
    public void A_row_of_pmon_that_was_cut_tells_no_use()
    {
        const string Head = "F gpu_uuid,pid,used_gpu_memory,process_name\nA GPU-x, 7, 100, python\nU 0 GPU-x\nM # gpu pid type sm mem "
            + "command\n";

        var whole = Assert.IsType<Reading.Processes>(Read("a", Head + "M 0 7 C 97 3 python\n"));
        var cut = Assert.IsType<Reading.Processes>(Read("a", Head + "M 0 7 C 9\n"));

        Assert.Equal((97, true), (whole.List[0].SmPercent, whole.HasUse));
        Assert.Equal((null, true), (cut.List[0].SmPercent, cut.HasUse));
    }

    [Theory]
    [InlineData(ViewKind.Fleet)]
    [InlineData(ViewKind.Processes)]
    [InlineData(ViewKind.Users)]
    [InlineData(ViewKind.Sessions)]
    [InlineData(ViewKind.Storage)]
    public void A_server_that_lists_as_much_as_is_taken_is_heard_and_drawn_in_time(ViewKind view)
    {
        Reading[] readings =
        [
            Read("i", "user=me\nuid=0\nhome=/home\n")!,
            Read(
                "g", "index,uuid,name,utilization.gpu,memory.used,memory.total\n" + Lines(128, i => $"{i}, GPU-{i}, H100, 5, 100, 81559"))!,
            Read("s", Lines(1300, i => $"S ${i}|1|1|1|s{i}\nP ${i}|0|0|%{i}|{i + 1}|0|sh|w\nD %{i}|/home"))!,
            Read("d", Lines(4000, i => $"K /dev/sd{i} 1000 500 500 50% /mnt/{i}"))!,
            Read("a", Processes(0))!,
            Read("a", Processes(2000))!,
        ];
        var state = SampleFleet.State(160, 50) with { View = view };
        var frame = new CellBuffer(0, 0);
        var clock = Stopwatch.StartNew();

        for (var i = 0; i < readings.Length; i++)
        {
            state = Update.Apply(state, new Message.ReadingReceived("gpu01", readings[i]), Now.AddSeconds(i)).State;
            global::GpuTop.Ui.Screen.Draw(state, frame);
        }

        Assert.True(clock.Elapsed < Within, $"{view}: {clock.Elapsed}");
        Assert.InRange(state.Events.Count, 0, 200);
    }

    private static string Processes(int offset) => "F gpu_uuid,pid,used_gpu_memory,process_name\n"
        + Lines(1024, i => $"A GPU-{i % 128}, {offset + i + 1}, 100, python")
        + Lines(
            1024,
            i => $"P {offset + i + 1} 1 0 user{i} R 100 1.0 1000 python\nN {offset + i + 1} 1 {string.Join(' ', Enumerable.Range(2, 60))}\n"
                + $"G {offset + i + 1} 0::/slurm/uid_{i}/job_1");

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));

    private static Reading? Read(string tag, string text) => SectionParser.Of(new Section(tag, text, Now));
}
