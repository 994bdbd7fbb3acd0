using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class TopTests
{
    [Fact]
    public void The_last_frame_counts_and_the_busiest_comes_first()
    {
        var text = """
            top - 11:24:50 up 2 min,  2 users,  load average: 0.23, 0.22, 0.09
            %Cpu(s):  5.9 us,  5.9 sy,  0.0 ni, 88.2 id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st

              PID USER      PR  NI    VIRT    RES    SHR S %CPU %MEM     TIME+ COMMAND
                1 root      20   0  128084   6684   4204 S 55.0  0.2   0:01.22 systemd

            top - 11:24:53 up 2 min,  2 users,  load average: 0.23, 0.22, 0.09

              PID USER      PR  NI    VIRT    RES    SHR S %CPU %MEM     TIME+ COMMAND
             1935 alice     20   0  161888   2108   1520 R  6.2  0.1   0:00.01 top -b -n 2
              712 dr.bob+   rt   0 36.464g 8.223g  19572 S  6399  6.6 125:55.12 python train.py
            """;

        var list = Read(text);

        Assert.Equal([712, 1935], list.Select(process => process.Pid));
        Assert.Equal(new HostProcess(712, "dr.bob+", 6399, 8420, "python train.py"), list[0]);
        Assert.Equal(new HostProcess(1935, "alice", 6.2, 2, "top -b -n 2"), list[1]);
    }

    [Fact]
    public void Niceness_of_busybox_is_not_taken_for_a_column()
    {
        var text = """
            Mem: 37824K used, 88564K free, 0K shrd, 0K buff, 23468K cached
              PID  PPID USER     STAT   VSZ %VSZ CPU %CPU COMMAND
               90     2 root     S <      0   0%   0   3% [kworker/0:0H]
             1081  1079 bob      R     2572   2%   0  81% top
            """;

        var list = Read(text);

        Assert.Equal(new HostProcess(1081, "bob", 81, null, "top"), list[0]);
        Assert.Equal(new HostProcess(90, "root", 3, null, "[kworker/0:0H]"), list[1]);
    }

    [Fact]
    public void A_head_without_a_name_for_the_state_shifts_nothing()
    {
        var text = """
            进程号 USER      PR  NI    VIRT    RES    SHR    %CPU  %MEM     TIME+ COMMAND
              3184 alice     20   0 4162344 351120 125664 S   7.3   2.2   1:16.51 gnome-shell
            """;

        var process = Assert.Single(Read(text));

        Assert.Equal(new HostProcess(3184, "alice", 7.3, 343, "gnome-shell"), process);
    }

    [Fact]
    public void An_unreadable_figure_is_unknown_and_not_0()
    {
        var text = """
              PID USER      PR  NI    VIRT    RES    SHR S %CPU %MEM     TIME+ COMMAND
               77 bob       20   0       ?      ?      ? R    ?    ?   0:00.01 python
            """;

        var process = Assert.Single(Read(text));

        Assert.Null(process.CpuPercent);
        Assert.Null(process.HostMemoryMiB);
    }

    [Fact]
    public void Columns_behind_the_command_are_read_from_the_end()
    {
        var text = """
              PID USER      S %CPU COMMAND                          RES   nTH
             1935 alice     R  6.2 python -m train  --lr 3e-4      2108k    7
              712 bob       S 99.0 vim                             1.5g     1
            """;

        var list = Read(text);

        Assert.Equal(new HostProcess(712, "bob", 99, 1536, "vim"), list[0]);
        Assert.Equal(new HostProcess(1935, "alice", 6.2, 2, "python -m train --lr 3e-4"), list[1]);
    }

    [Theory]
    [InlineData("john van+", "john van+")]
    [InlineData("CORP\\a b c", "CORP\\a b c")]
    [InlineData("alice", "alice")]
    public void A_login_with_blanks_shifts_no_column(string login, string user)
    {
        var text = $"""
              PID USER      PR  NI    VIRT    RES    SHR S %CPU %MEM     TIME+ COMMAND
              712 {login} 20   0 36.464g 8.223g  19572 S  6399  6.6 125:55.12 python train.py
            """;

        Assert.Equal(new HostProcess(712, user, 6399, 8420, "python train.py"), Assert.Single(Read(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n  712 bob  20   0       1      2      3 R")]
    [InlineData("\n  712 bob  20   0       1      2      3 R    9    1   0:00.01")]
    public void A_last_frame_that_is_cut_does_not_count(string rest)
    {
        const string Head = "  PID USER      PR  NI    VIRT    RES    SHR S %CPU %MEM     TIME+ COMMAND";

        var list = Read($"{Head}\n   77 bob       20   0       1      2      3 R    8    1   0:00.01 python\n\nop - 12:00\n\n{Head}{rest}");

        Assert.Equal((77, 8.0), (Assert.Single(list).Pid, list[0].CpuPercent));
    }

    [Fact]
    public void The_owner_is_told_by_number()
    {
        var text = """
              PID USER      S %CPU %MEM     TIME+ COMMAND
            O 712 1004
              712 alexand+  R 99.0  6.6 125:55.12 python train.py
            O 713 x
              713 alexand+  R  9.0  6.6 125:55.12 python train.py
            """;

        Assert.Equal([1004, null], Read(text).Select(process => process.UserId));
    }

    [RequiresFact(Needs.Recordings)]
    public void Every_recording_gives_the_busiest_process_of_its_last_frame()
    {
        var expected = new Dictionary<string, (int Count, HostProcess? First)>
        {
            ["busybox-alpine-container.txt"] =
                (2, new(22, "root", 0, null, "/ecs-execute-command-2daf7b7a-7ad7-457d-a33d-ca639508cfa7/ssm-agent-worker")),
            ["busybox-embedded-vsz-over-100-percent.txt"] = (6, new(1010, "root", 8, null, "-/sbin/getty -L ttyS0 115200 vt10")),
            ["centos6-percent-glued-to-label.txt"] = (1, new(3194, "mysql", 0.3, 3174, "mysqld")),
            ["centos7-gib-memory-unit.txt"] = (108, new(1, "root", 0, 7, "systemd")),
            ["centos7-kib-3-iterations.txt"] = (112, null),
            ["debian12-zombie-no-users.txt"] = (3, new(23661, "root", 0, 14, "python3")),
            ["decimal-comma-english-labels.txt"] = (12, new(396, "root", 0.3, 0, "kworker/0:3-events")),
            ["docker-procps-3-decimals-g-suffix.txt"] =
                (2, new(712, "root", 100, 8420, "java -Xmx32g -Xms32g -jar juicer_tools.jar addNorm -w 1000 -d -F out.hic")),
            ["french-locale-decimal-comma.txt"] = (5, new(65826, "alice", 98.3, 7, "python")),
            ["german-debian-spch.txt"] = (0, null),
            ["gib-mem-419-days.txt"] = (2, new(19363, "flink", 147, 7270, "java")),
            ["kib-mem-plus-sign-cut-number-3743-percent.txt"] = (1, new(54442, "root", 3743, 176230, "AegisTrade")),
            ["kib-mem-plus-sign-numeric-uid-1013-percent.txt"] = (9, new(23930, "1999", 1013, 5632, "contrail-contro")),
            ["load-64-cores-cpu-6399-percent.txt"] = (1, new(5634, "alice", 6399, 57, "15Py_constellat")),
            ["mem-lines-3-decimals-and-plus.txt"] = (0, null),
            ["mib-all-busy-no-blank-after-colon.txt"] = (1, new(10581, "root", 9.5, 0, "stress")),
            ["portuguese-kib-mem-no-blank.txt"] = (1, new(1372, "root", 6.3, 19, "Xorg")),
            ["portuguese-locale-kib.txt"] = (4, new(1066, "root", 2.7, 183, "Xorg")),
            ["rhel7-toprc-per-cpu-lines.txt"] = (1, new(10007, "root", 97.4, 28, "mysql")),
            ["single-process-decimal-comma-g-suffix.txt"] = (1, new(3352, "bob", 0, 1229, "awesome")),
            ["spanish-locale-long-cpu-labels.txt"] = (6, new(1343, "user", 4, 75, "Xorg")),
            ["toprc-bars-forest-reordered-columns.txt"] = (16, new(1029, "alice", 14.7, 0, "myprogram")),
            ["toprc-swap-column-first.txt"] = (1, new(10141, "mysql", 0, 205, "mysqld")),
            ["ubuntu2010-mib.txt"] = (245, new(1, "root", 0, 13, "systemd")),
        };

        var read = Recorded.All("top").ToDictionary(file => file.Key, file => Top.Read(file.Value).List);

        foreach (var (file, list) in read)
        {
            var (count, first) = Assert.Contains(file, (IDictionary<string, (int, HostProcess?)>)expected);
            Assert.Equal((file, count), (file, list.Length));
            Assert.True(first is null || first == list[0], $"{file}: {list.FirstOrDefault()}");
        }
    }

    private static ImmutableArray<HostProcess> Read(string text) => Top.Read(text).List;
}
