using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class PidCheckTests
{
    private const string Query = "F gpu_uuid,pid,used_gpu_memory,process_name\n";

    private const string Seen = "L 1000 alice\nT 4711 99\nN 4711 4000\nW 4711 /home/alice\nG 4711 0::/slurm/job_5\nH 4711 1000\n";

    [Theory]
    [InlineData("[Not Found]", "1000 S 60 0 100 vim notes")]
    [InlineData("/usr/bin/python3", "1000 S 60 0 100 vim notes")]
    [InlineData("/usr/bin/python3", "1000 S 60 0 100 python3 x\nD 4711 0")]
    [InlineData("python", "0 I 60 0 0 [kworker/3:1]")]
    public void A_PID_of_the_host_is_nobodys_in_a_container(string name, string row)
    {
        var process = Assert.Single(Read($"C \nA GPU-aa, 4711, 5, {name}\nP 4711 2 {row}\n{Seen}"));

        Assert.Equal("PID of the host, not visible here", process.HiddenReason);
        Assert.Equal(
            new GpuProcess
            {
                Pid = 4711,
                Command = name[0] == '[' ? null : name,
                HiddenReason = process.HiddenReason,
                Shares = process.Shares,
            },
            process);
        Assert.Null(Me.IsMine(process));
    }

    [Theory]
    [InlineData("[Not Found]", "1000 S 60 0 100 vim notes", "not found")]
    [InlineData("python", "1000 S 60 0 100 vim notes\nD 4711 0", "the process of this PID has no GPU open")]
    [InlineData("python", "0 S 60 0 0 [kworker/3:1]", "the process of this PID has no GPU open")]
    public void On_the_host_another_process_of_that_PID_is_not_the_drivers_either(string name, string row, string why)
    {
        var process = Assert.Single(Read($"A GPU-aa, 4711, 5, {name}\nP 4711 2 {row}\n{Seen}"));

        Assert.Equal((why, null, null), (process.HiddenReason, process.UserId, process.StartTicks));
    }

    [Theory]
    [InlineData("", "python", "1000 S 60 0 100 vim notes")]
    [InlineData("", "python", "1000 S 60 0 100 vim notes\nD 4711 1")]
    [InlineData("", "[Not Found]", "1000 S 60 0 100 python\nD 4711 1")]
    [InlineData("", "[Not Found]", "1000 Z 60 0 0 [python] <defunct>")]
    [InlineData("", "python", "1000 S 60 0 100 [kworker/3:1]")]
    [InlineData("C \n", "[Not Found]", "1000 S 60 0 100 python\nD 4711 1")]
    [InlineData("C \n", "/opt/conda/bin/python3.11", "1000 S 60 0 100 ray::train\nD 4711 1")]
    [InlineData("C \n", "/usr/bin/python3", "1000 S 60 0 100 python3 train.py")]
    [InlineData("C \n", "python3", "1000 S 60 0 100 /usr/bin/python3 train.py")]
    public void What_can_be_the_drivers_process_is_told(string inside, string name, string row)
    {
        var process = Assert.Single(Read($"{inside}A GPU-aa, 4711, 5, {name}\nP 4711 2 {row}\n{Seen}"));

        Assert.Equal((null, "alice", 99L), (process.HiddenReason, process.User, process.StartTicks));
        Assert.True(Me.IsMine(process));
    }

    [Fact]
    public void One_wrong_number_in_a_container_makes_the_unproven_ones_wrong()
    {
        var text = "A GPU-aa, 7, 5, python\nA GPU-aa, 8, 5, [Not Found]\nP 7 1 1000 S 60 0 100 python\nP 8 1 1000 S 60 0 100 python\n";

        Assert.All(Read("C \n" + text), process => Assert.Equal("PID of the host, not visible here", process.HiddenReason));
        Assert.Equal([null, "PID of the host, not visible here"], Read("C \n" + text + "D 7 1\n").Select(process => process.HiddenReason));
        Assert.Equal([null, "not found"], Read(text).Select(process => process.HiddenReason));
    }

    [Fact]
    public void A_PID_that_no_process_has_in_a_container_is_the_hosts() =>
        Assert.Equal(
            ["PID of the host, not visible here", "insufficient permissions"],
            Read("C \nA GPU-aa, 7, 5, python\nA GPU-aa, 8, 5, [Insufficient Permissions]\n").Select(process => process.HiddenReason));

    private static Server Me => Server.Initial("a", "a", default) with { Identity = new Reading.Identity("alice", 1000, null, null) };

    private static ImmutableArray<GpuProcess> Read(string text) => Processes.Read(Query + text).List;
}
