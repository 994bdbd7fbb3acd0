using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class ProcessesTests
{
    private const string Id = "55b2b88feeb4fc56bb9384e55100a8581271ca7a22399c6ec52784a35dba933b";

    private const string Query = "F gpu_uuid,pid,used_gpu_memory,process_name\n";

    private const string PmonHead =
        "M # gpu         pid   type     sm    mem    enc    dec    jpg    ofa    command \n"
        + "M # Idx           #    C/G      %      %      %      %      %      %    name \n";

    [Fact]
    public void A_process_on_two_cards_is_one_process_with_all_that_is_known_of_it()
    {
        var text = Query + """
            A GPU-aa, 4711, 62464, python, train.py
            A GPU-bb, 4711, 2048, python, train.py
            U 0 GPU-bb
            U 1 GPU-aa

            """ + PmonHead + """
            M     0       4711     C     97     40      -      -      -      -    python
            M     1       4711     C      3      0      -      -      -      -    python
            P    4711 4000 1000 R 187200 110.5 12582912 python train.py --lr 3e-4
            L 1000 alice
            T 4711 35073547
            N 4711 4000 3900 1
            G 4711 0::/system.slice/slurmstepd.scope/job_4530470/step_75/user/task_0
            G 4711 12:cpu:/docker/55b2b88feeb4fc56bb9384e55100a8581271ca7a22399c6ec52784a35dba933b
            W 4711 /home/alice/my work
            S 4711 999
            """;

        var reading = Read(text);

        var process = Assert.Single(reading.List);
        Assert.Null(reading.Problem);
        Assert.Equal([new GpuShare("GPU-aa", 62464, 3), new GpuShare("GPU-bb", 2048, 97)], process.Shares.ToArray());
        Assert.Equal([4000, 3900], process.Ancestors.ToArray());
        Assert.Equal(
            new GpuProcess
            {
                Pid = 4711,
                ParentPid = 4000,
                UserId = 1000,
                User = "alice",
                State = 'R',
                CpuPercent = 110.5,
                HostMemoryMiB = 12288,
                Elapsed = TimeSpan.FromHours(52),
                StartTicks = 35073547,
                Command = "python train.py --lr 3e-4",
                WorkingDirectory = "/home/alice/my work",
                Container = new Container("docker", Id),
                SlurmJob = "4530470",
                Ancestors = [],
            },
            process with { Shares = [], Ancestors = [] });
    }

    [Fact]
    public void Without_numbers_of_the_cards_equal_counts_are_the_same_cards()
    {
        var rows = """
            M     2       10     C     97     40      -      -      -      -    python
            M     5       10     C      3      0      -      -      -      -    python
            M     5       11     C      8      0      -      -      -      -    python
            """;

        var list = Read(Query + "A GPU-cc, 10, 1, a\nA GPU-ff, 10, 2, a\nA GPU-cc, 11, 1, a\nA GPU-ff, 11, 2, a\n" + PmonHead + rows).List;

        Assert.Equal([97, 3], list[0].Shares.Select(share => share.SmPercent));
        Assert.Equal([null, null], list[1].Shares.Select(share => share.SmPercent));
    }

    [Theory]
    [InlineData("[Not Found]", null, "not found")]
    [InlineData("[Insufficient Permissions]", null, "insufficient permissions")]
    [InlineData("/usr/bin/python3", "/usr/bin/python3", "not visible")]
    public void A_process_that_ps_does_not_show_says_why(string name, string? command, string why)
    {
        var process = Assert.Single(Read(Query + $"A GPU-aa, 4711, [N/A], {name}\nP garbage\n").List);

        Assert.Equal((command, why, null, null), (process.Command, process.HiddenReason, process.UserId, process.User));
        Assert.Null(process.GpuMemoryMiB);
        Assert.Null(process.CpuPercent);
    }

    [Fact]
    public void The_login_comes_from_the_account_list_whole()
    {
        var logins = """
            P 1 9 1000 S 60 0 100 python a
            P 2 9 1001 S 60 0 100 python b
            P 3 9 1002 S 60 0 100 python c
            P 4 9 1003 S 60 0 100 python d
            L 1000 CORP\john van der berg
            L 1001 a-login-of-more-than-thirty-two-characters
            L 1002 jürgen
            """;

        var list = Read(Query + "A GPU-aa, 1, 1, a\nA GPU-aa, 2, 1, b\nA GPU-aa, 3, 1, c\nA GPU-aa, 4, 1, d\n" + logins).List;

        Assert.Equal(
            ["CORP\\john van der berg", "a-login-of-more-than-thirty-two-characters", "jürgen", "1003"],
            list.Select(process => process.User));
        Assert.Equal([1000, 1001, 1002, 1003], list.Select(process => process.UserId!.Value));
        Assert.All(list, process => Assert.Equal('S', process.State));
    }

    [Fact]
    public void A_zombie_comes_with_the_command_of_its_parent()
    {
        var rows = "P 7 6 1000 Z 60 0 0 [python] <defunct>\nP 6 1 1000 S 90 0 100 torchrun train.py\nP 8 6 1000 S 60 0 100 python\n";

        var list = Read(Query + "A GPU-aa, 7, 1, [Not Found]\nA GPU-aa, 8, 1, python\n" + rows).List;

        Assert.Equal(("torchrun train.py", 6), (list[0].ParentCommand, list[0].ParentPid));
        Assert.Null(list[1].ParentCommand);
        Assert.Equal(2, list.Length);
    }

    [Fact]
    public void Whose_login_began_it_is_told()
    {
        var list = Read(Query + "A GPU-aa, 7, 1, python\nP 7 6 0 S 60 0 100 python\nH 7 1001\n").List;

        Assert.Equal((0, 1001), (list[0].UserId, list[0].LoginUserId));
    }

    [Fact]
    public void A_refused_list_is_not_to_be_trusted()
    {
        var reading = Read("F gpu_uuid,pid,used_gpu_memory,process_name\nE Insufficient Permissions\nE exit code 4\n");

        Assert.Empty(reading.List);
        Assert.Equal("Insufficient Permissions", reading.Problem);
    }

    [Fact]
    public void Nothing_runs_on_an_empty_list()
    {
        var reading = Read(Query);

        Assert.Empty(reading.List);
        Assert.Null(reading.Problem);
    }

    [Fact]
    public void The_memory_of_instances_of_one_card_stays_apart()
    {
        var list = Read(Query + "A MIG-GPU-aa/1/0, 7, 100, x\nA MIG-GPU-aa/2/0, 7, 200, x\nA MIG-GPU-aa/2/0, 7, 1, x\n").List;

        Assert.Equal(
            [("MIG-GPU-aa/1/0", 100), ("MIG-GPU-aa/2/0", 201)],
            list.Single().Shares.Select(share => (share.MigUuid!, share.MemoryMiB!.Value)));
    }

    [RequiresFact(Needs.Recordings)]
    public void Every_recorded_list_gives_each_process_once()
    {
        foreach (var (file, bytes) in Recorded.All("nvidia-smi/query-compute-apps"))
        {
            var lines = bytes.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var text = $"F {lines[0]}\n" + string.Concat(lines.Skip(1).Select(line => $"A {line}\n"));

            var list = Read(text).List;

            Assert.True(list.Select(process => process.Pid).Distinct().Count() == list.Length, file);
            Assert.All(list, process => Assert.False(process.Shares.IsEmpty || process.HiddenReason is null, file));
        }
    }

    [Fact]
    public void A_warning_about_a_card_does_not_make_the_list_untrusted()
    {
        var reading = Read(Query + "A GPU-a, 4711, 5000, python\nE WARNING: infoROM is corrupted at gpu 0000:17:00.0\n");

        Assert.Equal((1, null), (reading.List.Length, reading.Problem));
    }

    private static Reading.Processes Read(string text) => Processes.Read(text);
}
