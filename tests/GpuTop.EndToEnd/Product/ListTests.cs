using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace GpuTop.EndToEnd.Product;

public sealed class ListTests : IDisposable
{
    private static readonly Dictionary<string, string[]> Schema = new()
    {
        [""] = ["version", "at", "servers"],
        ["servers"] =
        [
            "name", "sameMachineAs", "state", "error", "latencyMs", "user", "driver", "cpu", "memory", "gpus", "mounts", "sessions",
            "sessionsError", "ports",
        ],
        ["cpu"] = ["cores", "percent", "load1"],
        ["memory"] = ["totalMiB", "usedMiB"],
        ["gpus"] =
        [
            "index", "uuid", "name", "state", "stateSeconds", "why", "alarm", "utilizationPercent", "memoryUsedMiB", "memoryTotalMiB",
            "memoryUnified", "temperatureCelsius", "powerWatts", "powerLimitWatts", "mig", "processes",
        ],
        ["mig"] = ["uuid", "device", "profile", "state", "stateSeconds", "why", "memoryUsedMiB", "memoryTotalMiB"],
        ["processes"] =
        [
            "pid", "user", "mine", "hidden", "state", "resident", "gpuMemoryMiB", "smPercent", "cpuPercent", "hostMemoryMiB",
            "elapsedSeconds",
            "command", "container",
            "slurmJob", "session",
        ],
        ["mounts"] = ["path", "type", "state", "error", "sizeKiB", "usedPercent", "inodesUsedPercent"],
        ["sessions"] = ["kind", "name", "socket", "attached", "windows"],
        ["ports"] = ["port", "address", "pid", "command", "mine"],
    };

    private readonly TestFleet _fleet = new(new GpuServer("gpu01"), new GpuServer("gpu02"), new GpuServer("gpu03"));

    public void Dispose() => _fleet.Dispose();

    [RequiresFact(Needs.Server)]
    public void Servers_that_all_answer_are_listed_and_the_exit_code_is_0()
    {
        _fleet.Servers[0].Driver.Gpus("utilization_gpu=97 memory_used=61000", "");
        _fleet.Servers[0].Driver.Processes($"0 {Environment.ProcessId} 60000 97 train.py");

        var printed = _fleet.Run("list");

        Assert.True(printed.ExitCode == 0, $"{printed}");
        Assert.Contains($"97 % |  61000 /  81559 MB | BUSY | {Environment.UserName}:", printed.Output);
        Assert.Equal(9, printed.Output.TrimEnd('\n').Split('\n').Length);
        Assert.Contains("gpu03  driver 550.54.15  cpu ", printed.Output);
        Assert.Contains("| FREE\n", printed.Output);
        Assert.DoesNotContain('\u001b', printed.Output);
        Assert.True(printed.Took < TimeSpan.FromSeconds(12) + BusyMachine.Slack, $"it took {printed.Took}");
    }

    [RequiresFact(Needs.Server)]
    public void One_that_is_down_makes_the_exit_code_2_and_the_rest_is_listed()
    {
        _fleet.Servers[1].Ssh.Stop();

        var printed = _fleet.Run("list");

        Assert.Equal(2, printed.ExitCode);
        Assert.Matches(@"(?m)^gpu02  connection refused .*; is sshd running there\?$", printed.Output);
        Assert.Equal(7, printed.Output.TrimEnd('\n').Split('\n').Length);
        Assert.True(printed.Took < TimeSpan.FromSeconds(12) + BusyMachine.Slack, $"it took {printed.Took}");
    }

    [RequiresFact(Needs.Server)]
    public void JSON_has_every_key_of_the_schema_for_servers_that_answer_and_those_that_do_not()
    {
        _fleet.Servers[0].Driver.Gpus("mig_mode_current=Enabled", "utilization_gpu=[N/A]");
        _fleet.Servers[0].Driver.Processes($"1 {Environment.ProcessId} 60000 97 train.py");
        _fleet.Servers[1].Driver.Fail("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.", 9);
        _fleet.Servers[2].Ssh.Stop();
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();

        var printed = _fleet.Run("list --json");
        using var json = JsonDocument.Parse(printed.Output);

        Assert.Equal(2, printed.ExitCode);
        var seen = new HashSet<string>();
        AssertKeys("", json.RootElement, seen);
        Assert.Equal(Schema.Keys.Except(["sessions"]).Order(), seen.Except(["sessions"]).Order());
        var servers = json.RootElement.GetProperty("servers");
        Assert.Equal(["live", "live", "failed"], servers.EnumerateArray().Select(server => server.GetProperty("state").GetString()!));
        Assert.Contains("driver", servers[1].GetProperty("error").GetString());
        Assert.Contains("connection refused", servers[2].GetProperty("error").GetString());
        Assert.Equal(JsonValueKind.Null, servers[2].GetProperty("cpu").GetProperty("percent").ValueKind);
        Assert.Equal(JsonValueKind.Null, servers[0].GetProperty("gpus")[1].GetProperty("utilizationPercent").ValueKind);
        Assert.Equal(Environment.ProcessId, servers[0].GetProperty("gpus")[1].GetProperty("processes")[0].GetProperty("pid").GetInt32());
        Assert.True(servers[0].GetProperty("gpus")[1].GetProperty("processes")[0].GetProperty("mine").GetBoolean());
    }

    [RequiresFact(Needs.Server)]
    public void Processes_have_their_use_and_decide_the_state_of_their_card()
    {
        _fleet.Servers[0].Driver.Gpus("utilization_gpu=97 memory_used=61000", "");
        _fleet.Servers[0].Driver.Processes($"0 {Environment.ProcessId} 60000 97 train.py");

        var printed = _fleet.Run("list --json gpu01");

        using var json = JsonDocument.Parse(printed.Output);
        var gpus = json.RootElement.GetProperty("servers")[0].GetProperty("gpus");
        Assert.Equal(["busy", "free"], gpus.EnumerateArray().Select(gpu => gpu.GetProperty("state").GetString()!));
        Assert.All(gpus.EnumerateArray(), gpu => Assert.Equal(JsonValueKind.Null, gpu.GetProperty("why").ValueKind));
        Assert.Equal(97, gpus[0].GetProperty("processes")[0].GetProperty("smPercent").GetInt32());
    }

    [RequiresFact(Needs.Server)]
    public void The_remedy_of_a_driver_that_fails_is_listed()
    {
        _fleet.Servers[0].Driver.Fail("Failed to initialize NVML: Driver/library version mismatch", 18);

        var printed = _fleet.Run("list gpu01");

        Assert.Contains("Driver/library version mismatch; the driver was updated under a running kernel", printed.Output);
        Assert.Equal(2, printed.ExitCode);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void Sessions_at_every_socket_are_listed_with_it()
    {
        var driver = _fleet.Servers[0].Driver;
        var other = Directory.CreateDirectory(Path.Combine(driver.State, "other place")).FullName;
        string[] sockets = [
            Path.Combine(driver.State, "own socket"), Path.Combine(other, $"tmux-{Programs.Run("id", ["-u"]).Trim()}", "default")];
        Programs.Run("env", ["-u", "TMUX", "tmux", "-f", "/dev/null", "-S", sockets[0], "new-session", "-d", "-s", "by path"]);
        Programs.Run("env", ["-u", "TMUX", $"TMUX_TMPDIR={other}", "tmux", "-f", "/dev/null", "new-session", "-d", "-s", "by folder"]);

        var printed = _fleet.Run("list --json gpu01");
        foreach (var socket in sockets)
        {
            Programs.Run("env", ["-u", "TMUX", "tmux", "-S", socket, "kill-server"]);
        }

        using var json = JsonDocument.Parse(printed.Output);
        var sessions = json.RootElement.GetProperty("servers")[0].GetProperty("sessions").EnumerateArray()
            .ToLookup(session => session.GetProperty("socket").GetString(), session => session.GetProperty("name").GetString());
        Assert.Equal(["by path", "by folder"], sockets.Select(socket => Assert.Single(sessions[socket])));
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_tmux_that_does_not_answer_is_not_one_without_sessions()
    {
        var socket = Path.Combine(_fleet.Servers[0].Driver.State, "stopped");
        var pid = Programs.Run(
            "env", ["-u", "TMUX", "tmux", "-f", "/dev/null", "-S", socket, "new-session", "-d", "-P", "-F", "#{pid}"]).Trim();
        Programs.Run("kill", ["-STOP", pid]);

        var printed = _fleet.Run("list --json gpu01");
        Programs.Run("kill", ["-KILL", pid]);

        using var json = JsonDocument.Parse(printed.Output);
        var server = json.RootElement.GetProperty("servers")[0];
        Assert.Equal($"tmux {socket}: no answer for 5 s", server.GetProperty("sessionsError").GetString());
        Assert.NotEqual(0, server.GetProperty("sessions") is { ValueKind: JsonValueKind.Array } known ? known.GetArrayLength() : -1);
    }

    [RequiresFact(Needs.Server)]
    public void Two_names_of_one_machine_are_listed_once()
    {
        foreach (var server in _fleet.Servers[..2])
        {
            server.Driver.Machine("7");
        }

        var printed = _fleet.Run("list");

        Assert.Matches(@"(?m)^gpu02  same machine as gpu01$", printed.Output);
        Assert.Equal(7, printed.Output.TrimEnd('\n').Split('\n').Length);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void Sessions_are_listed_with_every_key()
    {
        var driver = _fleet.Servers[0].Driver;
        void Tmux(params string[] arguments) =>
            Programs.Run("env", ["-u", "TMUX", $"TMUX_TMPDIR={driver.State}", "tmux", "-f", "/dev/null", .. arguments]);
        Tmux("new-session", "-d", "-s", "work");

        var printed = _fleet.Run("list --json gpu01");
        Tmux("kill-server");

        using var json = JsonDocument.Parse(printed.Output);
        // Every tmux of the user is listed, also those of other tests.
        var session = Assert.Single(
            json.RootElement.GetProperty("servers")[0].GetProperty("sessions").EnumerateArray(),
            session => session.GetProperty("socket").GetString()?.StartsWith(driver.State, StringComparison.Ordinal) == true);
        Assert.Equal("work", session.GetProperty("name").GetString());
        AssertKeys("sessions", session, []);
        Assert.Equal(0, printed.ExitCode);
    }

    [RequiresFact(Needs.Server)]
    public void A_driver_that_hangs_is_waited_for_no_longer_than_fifteen_seconds()
    {
        _fleet.Servers[1].Driver.Fault("hang");

        var printed = _fleet.Run("list");

        Assert.Equal(2, printed.ExitCode);
        Assert.InRange(printed.Took, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15) + BusyMachine.Slack);
        Assert.Matches(@"(?m)^gpu02 .*not respond", printed.Output);
        Assert.Matches(@"(?m)^gpu01  driver ", printed.Output);
        Assert.Equal(4, printed.Output.Split('\n').Count(line => line.EndsWith("| FREE", StringComparison.Ordinal)));
        Processes.UntilGone(TimeSpan.FromSeconds(5), _fleet.Servers[1].Running);
    }

    [RequiresFact(Needs.Server)]
    public void The_usage_of_a_command_names_its_servers_once()
    {
        Assert.Contains("  gputop list [<server>...] [options]\n", Printed.By("list --help").Output, StringComparison.Ordinal);
        Assert.Contains("  gputop [<server>...] [command] [options]\n", Printed.By("--help").Output, StringComparison.Ordinal);
    }

    private static void AssertKeys(string of, JsonElement element, HashSet<string> seen)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                AssertKeys(of, item, seen);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            seen.Add(of);
            Assert.Equal(Schema[of], element.EnumerateObject().Select(property => property.Name));
            foreach (var property in element.EnumerateObject())
            {
                AssertKeys(property.Name, property.Value, seen);
            }
        }
    }
}
