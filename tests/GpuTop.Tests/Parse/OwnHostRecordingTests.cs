using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

/// <summary>Commands of the operating system and of services in the project's own recordings.</summary>
public sealed class OwnHostRecordingTests
{
    private const string Docker = "3c1f0a9be2d7485f6a0b1c2d3e4f5061728394a5b6c7d8e9fa0b1c2d3e4f5061";
    private const string Podman = "4d201bacf3e8596f7b1c2d3e4f5061728394a5b6c7d8e9fa0b1c2d3e4f506172";

    [Fact]
    public void Mounts_of_df()
    {
        var lines = OwnRecordings.Lines("df/blocks.txt");
        var blocks = $"E {lines[0]}\n" + string.Concat(lines.Skip(1).Select(line => $"K {line}\n"));

        var mounts = Df.Read(blocks + OwnRecordings.Tagged('I', "df/inodes.txt") + OwnRecordings.Tagged('T', "df/mounts.txt")).List;

        Assert.Equal(
            [
                new("/", "/dev/mapper/vg0-root", "ext4", 205314024, 121006120, 73805480, 63, 13),
                new("/home", "filer7:/export/home", "nfs4", 10737418240, 6442450944, 4294967296, 60, null),
                new("/media/eva/USB STICK", "/dev/sdc1", "exfat", 488245288, 1048576, 487196712, 1, null),
                new("/scratch", "/dev/nvme1n1", "xfs", 3750558720, 3450513920, 300044800, 92, 99),
            ],
            mounts.Where(mount => mount.Problem is null).OrderBy(mount => mount.Path, StringComparer.Ordinal));
        Assert.Equal(
            [("/mnt/archive", "Stale file handle")],
            mounts.Where(mount => mount.Problem is not null).Select(mount => (mount.Path, mount.Problem)));
    }

    [Fact]
    public void Sessions_of_tmux_and_screen()
    {
        var tmux = string.Concat(OwnRecordings.Lines("tmux/sessions-and-panes.txt").Select(line => line + "\n"));
        var text = "O /tmp/tmux-1007/default\n" + tmux
            + "Q /run/screen/S-eva\n" + OwnRecordings.Tagged('C', "screen/two-and-a-dead-one.txt");

        var sessions = TerminalSessions.Read(text).List;

        Assert.Equal(
            ["sweep attached 2", "notes: may 1", "88120.prep attached", "88341.tensorboard", "70007.old dead"],
            sessions.Select(session => session.Name + (session.Attached ? " attached" : "") + (session.Dead ? " dead" : "")
                + (session.Panes.IsEmpty ? "" : " " + session.Panes.Length)));
        Assert.Equal(new Pane(0, "lr=1e-4", 0, "%4", 61002, "python3", "/home/eva/sweep runs", false), sessions[0].Panes[0]);
        Assert.Equal("todo|2", sessions[1].Panes[0].WindowName);
    }

    [Fact]
    public void Lists_without_sessions_and_lists_of_names_only()
    {
        var refused = TerminalSessions.Read("O /tmp/tmux-1007/default\n" + OwnRecordings.Tagged('E', "tmux/no-permission.txt"));
        var none = TerminalSessions.Read("Q /run/screen/S-eva\n" + OwnRecordings.Tagged('C', "screen/none.txt"));
        var names = TerminalSessions.Read("Q /run/screen/S-ivo\n" + OwnRecordings.Tagged('C', "screen/names-only.txt"));

        Assert.Empty(refused.List);
        Assert.EndsWith("Permission denied)", refused.Problem);
        Assert.Equal((0, null), (none.List.Length, none.Problem));
        Assert.Equal(["4410.pts-2.node3"], names.List.Select(session => session.Name));
    }

    [Fact]
    public void A_zombie_has_the_command_of_its_parent()
    {
        var text = "F gpu_uuid,pid,used_gpu_memory,process_name\nA GPU-a, 30211, 38102, [Not Found]\n";

        var process = Assert.Single(Processes.Read(text + OwnRecordings.Tagged('P', "ps/zombie-of-a-launcher.txt")).List);

        Assert.Equal(('Z', "torchrun --nproc-per-node 2 train.py"), (process.State, process.ParentCommand));
    }

    [Theory]
    [InlineData("procps-two-frames.txt", "30211 eva 214 40960 python3 -m train, 2207 ivo 37.5 3072 node server.js")]
    [InlineData("busybox.txt", "540 eva 48  python3 feed.py, 33 root 1  [kworker/1:1H]")]
    [InlineData("german.txt", "9120 ivo 99.7 2560 python fit.py")]
    public void Processes_of_top(string file, string expected) =>
        Assert.Equal(expected, string.Join(", ", Top.Read(OwnRecordings.Text("top/" + file)).List.Select(process =>
            FormattableString.Invariant($"{process.Pid} {process.User} {process.CpuPercent} {process.HostMemoryMiB} {process.Command}"))));

    [Fact]
    public void Ports_of_ss()
    {
        Assert.Equal(
            [
                new ListeningPort(8890, "127.0.0.1", 3120, "jupyter-lab", true),
                new ListeningPort(53, "127.0.0.53", null, null, false),
                new ListeningPort(6006, "*", 3177, "tensorboard", true),
                new ListeningPort(22, "::", null, null, false),
            ],
            Ports("extended.txt"));
        Assert.Equal(
            [new ListeningPort(8787, "10.20.0.7", 7020, "dask-scheduler", null), new ListeningPort(6010, "::1", null, null, null)],
            Ports("with-protocol-and-head.txt"));
    }

    [Fact]
    public void Tokens_of_jupyter() =>
        Assert.Equal(
            [(8890, "fedcba9876543210fedcba9876543210fedcba9876543210"), (8899, "00112233445566778899aabbccddeeff0011223344556677")],
            JupyterTokens.Tokens(OwnRecordings.Text("jupyter/two-servers.txt")).ToArray());

    [Fact]
    public void Names_of_containers() =>
        Assert.Equal(
            [(Docker, "sweep-eva"), (Podman, "redis:7")],
            ContainerNames.Read(OwnRecordings.Tagged('K', "docker/ps.txt")).Names.Select(pair => (pair.Key, pair.Value)).Order());

    [Theory]
    [InlineData("v1-docker.txt", "docker", Docker, null)]
    [InlineData("v2-podman-of-a-user.txt", "podman", Podman, null)]
    [InlineData("v2-slurm-step.txt", null, null, "778120")]
    [InlineData("v2-session.txt", null, null, null)]
    public void Containers_and_jobs_of_control_groups(string file, string? runtime, string? id, string? job)
    {
        var cgroup = OwnRecordings.Lines("cgroup/" + file).Select(line => Cgroup.Read(line)).FirstOrDefault(read => read != default);

        Assert.Equal((runtime, id, job), (cgroup.Container?.Runtime, cgroup.Container?.Id, cgroup.SlurmJob));
    }

    private static ListeningPort[] Ports(string file) =>
        [.. ListeningPorts.Read("U 1007\n" + OwnRecordings.Tagged('L', "ss/" + file)).List];

}
