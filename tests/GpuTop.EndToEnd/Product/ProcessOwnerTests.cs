using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace GpuTop.EndToEnd;

/// <summary>Real processes in a real tmux behind a real sshd: who they are of, where they live, and what they run, on the screen and in
/// <c>list --json</c>.</summary>
public sealed class ProcessOwnerTests : IDisposable
{
    private readonly FakeDriver _driver = new();
    private readonly string _sessions = Directory.CreateTempSubdirectory("gputop-who-").FullName;
    private readonly SshServer? _server;

    public ProcessOwnerTests()
    {
        if (Programs.Find("sshd") is not null)
        {
            var path = $"{FakeDriver.Programs}:{Environment.GetEnvironmentVariable("PATH")}";
            _server = new SshServer($"SetEnv PATH={path} GPUTOP_FAKE_STATE={_driver.State} TMUX_TMPDIR={_sessions} LC_ALL=C.UTF-8");
        }
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_process_tree_in_tmux_is_shown_with_owner_pane_age_and_command()
    {
        var (launcher, ranks) = StartTree();
        _driver.Processes([.. ranks.Select((pid, card) => $"{card} {pid} 10240 90 python")]);
        using var screen = TmuxScreen.StartProgram($"--config /dev/null --ssh-config {_server!.ConfigFile} srv", 160, 30);

        screen.Press("2");

        var text = screen.WaitFor(
            "both ranks in their pane",
            screen => ranks.All(pid => LineOf(screen, pid).Contains("tmux:work:0.0", StringComparison.Ordinal)));
        foreach (var pid in ranks)
        {
            var line = LineOf(text, pid);
            Assert.Contains(Environment.UserName, line);
            Assert.Contains("10.0G", line);
            Assert.Contains("sleep 31", line);
            Assert.Matches(@"\s\d+[sm]\s", line);
        }

        screen.Press("T");
        screen.WaitFor(
            "the ranks side by side", screen => LineOf(screen, ranks.Min()).Contains('┌') && LineOf(screen, ranks.Max()).Contains('└'));
        screen.Press("3");
        screen.WaitFor(
            "me with two GPUs",
            screen => screen.Split('\n').Any(line => line.Contains($"{Environment.UserName} me", StringComparison.Ordinal)
                && line.Contains(" 2 ", StringComparison.Ordinal)));
        Assert.DoesNotContain(launcher, ranks);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void List_json_tells_owner_pane_age_and_command()
    {
        var (_, ranks) = StartTree();
        using var other = Process.Start("sleep", "3103");
        var shown = ranks.Select((pid, card) => $"{card} {pid} 10240 90 python");
        _driver.Processes([.. shown, "1 4194303 512 0 [Not Found]", $"1 {other.Id} 512 0 python"]);

        var json = Programs.Run(
            "dotnet", [TmuxScreen.Program, "--config", "/dev/null", "--ssh-config", _server!.ConfigFile, "list", "--json", "srv"]);

        using var document = JsonDocument.Parse(json);
        var gpus = document.RootElement.GetProperty("servers")[0].GetProperty("gpus");
        for (var card = 0; card < 2; card++)
        {
            var process = gpus[card].GetProperty("processes")[0];
            Assert.Equal(ranks[card], process.GetProperty("pid").GetInt32());
            Assert.Equal(Environment.UserName, process.GetProperty("user").GetString());
            Assert.True(process.GetProperty("mine").GetBoolean());
            Assert.StartsWith($"tmux:work:0.0 (-S {_sessions}/", process.GetProperty("session").GetString(), StringComparison.Ordinal);
            Assert.StartsWith("sleep 31", process.GetProperty("command").GetString(), StringComparison.Ordinal);
            Assert.InRange(process.GetProperty("elapsedSeconds").GetInt32(), 0, 600);
            Assert.Equal(JsonValueKind.Null, process.GetProperty("container").ValueKind);
        }

        var gone = gpus[1].GetProperty("processes")[1];
        Assert.Equal(JsonValueKind.Null, gone.GetProperty("user").ValueKind);
        Assert.Equal("not found", gone.GetProperty("hidden").GetString());
        var stranger = gpus[1].GetProperty("processes")[2];
        Assert.Equal(JsonValueKind.Null, stranger.GetProperty("mine").ValueKind);
        Assert.Equal("the process of this PID has no GPU open", stranger.GetProperty("hidden").GetString());
        other.Kill();
    }

    [RequiresFact(Needs.Server | Needs.ControlGroups)]
    public void Processes_in_containers_and_batch_jobs_are_said_to_be()
    {
        var id = string.Concat(Enumerable.Repeat("3f2a", 16));
        using var docker = new ContainedProcess(_driver.Job("sleep", "3103"), $"docker/{id}");
        using var slurm = new ContainedProcess(_driver.Job("sleep", "3103"), "slurm/uid_0/job_4711/step_0");
        _driver.Processes([$"0 {docker.Pid} 10240 90 python", $"1 {slurm.Pid} 2048 50 python"]);
        using var screen = TmuxScreen.StartProgram($"--config /dev/null --ssh-config {_server!.ConfigFile} srv", 160, 30);

        screen.Press("2");
        screen.WaitFor("the container", text => LineOf(text, docker.Pid).Contains("root (docker 3f2a…)", StringComparison.Ordinal));
        screen.WaitFor("the job", text => LineOf(text, slurm.Pid).Contains("slurm 4711", StringComparison.Ordinal));

        var json = Programs.Run(
            "dotnet", [TmuxScreen.Program, "--config", "/dev/null", "--ssh-config", _server!.ConfigFile, "list", "--json", "srv"]);
        using var document = JsonDocument.Parse(json);
        var gpus = document.RootElement.GetProperty("servers")[0].GetProperty("gpus");
        Assert.Equal($"docker {id}", gpus[0].GetProperty("processes")[0].GetProperty("container").GetString());
        Assert.Equal("4711", gpus[1].GetProperty("processes")[0].GetProperty("slurmJob").GetString());
    }

    public void Dispose()
    {
        if (Programs.Find("tmux") is not null)
        {
            Tmux("kill-server");
        }

        _server?.Dispose();
        _driver.Dispose();
        Directory.Delete(_sessions, recursive: true);
    }

    // A launcher with two ranks, as torchrun is, in the pane of a session.
    private (int Launcher, int[] Ranks) StartTree()
    {
        var pids = Path.Combine(_sessions, "pids");
        Tmux(
            "-f", "/dev/null", "new-session", "-d", "-s", "work",
            $"sh -c 'exec 9<{_driver.Device}; sleep 3101 & echo $! >{pids}; sleep 3102 & echo $! >>{pids}; echo $$ >>{pids}; wait'; sh");
        var clock = Stopwatch.StartNew();
        while (!File.Exists(pids) || File.ReadAllLines(pids).Length < 3)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), "the tree does not start");
            Thread.Sleep(20);
        }

        int[] all = [.. File.ReadAllLines(pids).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
        return (all[2], all[..2]);
    }

    private static string LineOf(string screen, int pid) =>
        screen.Split('\n').FirstOrDefault(line => line.Contains($" {pid} ", StringComparison.Ordinal)) ?? "";

    private void Tmux(params string[] arguments)
    {
        var start = new ProcessStartInfo("tmux", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("TMUX");
        start.Environment["TMUX_TMPDIR"] = _sessions;
        using var process = Process.Start(start)!;
        process.WaitForExit();
    }
}
