using System.Diagnostics;
using System.Text.Json;

namespace GpuTop.EndToEnd.Product;

public sealed class FindTests : IDisposable
{
    private const string Busy = "utilization_gpu=97 memory_used=61000";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestFleet _fleet = new(new GpuServer("gpu01"), new GpuServer("gpu02"))
    {
        Config = "servers = [\"gpu01\", \"gpu02\"]\nfree_after = \"3s\"\n",
    };

    public void Dispose() => _fleet.Dispose();

    [RequiresFact(Needs.Server)]
    public void Free_names_the_half_empty_server_first_and_ends_as_soon_as_that_is_known()
    {
        Occupy(_fleet.Servers[1]);

        var printed = _fleet.Run("free");

        Assert.True(printed.ExitCode == 0, $"{printed}");
        Assert.Equal(["gpu02  1", "gpu01  0"], printed.Output.TrimEnd('\n').Split('\n').Select(line => line[..8]));
        Assert.Empty(printed.Errors);
        Assert.True(printed.Took < TimeSpan.FromSeconds(15) + BusyMachine.Slack, $"it took {printed.Took}");
        Processes.UntilGone(TimeSpan.FromSeconds(5), _fleet.Servers[0].Running);
    }

    [RequiresFact(Needs.Server)]
    public void A_shell_and_a_program_can_read_the_answer()
    {
        Occupy(_fleet.Servers[1]);

        var lines = _fleet.Run("free --gpus 2 --env");
        var objects = _fleet.Run("free --gpus 1 --server gpu02 --json");

        Assert.Equal("# ssh gpu01\nexport CUDA_DEVICE_ORDER=PCI_BUS_ID\nexport CUDA_VISIBLE_DEVICES=0,1\n", lines.Output);
        using var json = JsonDocument.Parse(objects.Output);
        var server = Assert.Single(json.RootElement.GetProperty("servers").EnumerateArray());
        var gpu = Assert.Single(server.GetProperty("gpus").EnumerateArray());
        Assert.Equal(
            ("gpu02", 1, "free"),
            (server.GetProperty("name").GetString(), gpu.GetProperty("index").GetInt32(), gpu.GetProperty("state").GetString()));
    }

    [RequiresFact(Needs.Server)]
    public void Nowhere_is_1_and_nothing_to_ask_is_2()
    {
        var nowhere = _fleet.Run("free --gpus 3");
        var noSuchServer = _fleet.Run("free --server nowhere*");
        var nonsense = _fleet.Run("free --mem much");
        _fleet.Servers[0].Ssh.Stop();
        _fleet.Servers[1].Ssh.Stop();
        var nobody = _fleet.Run("free");

        Assert.Equal((1, ""), (nowhere.ExitCode, nowhere.Output));
        Assert.Equal((2, "gputop: no server is called nowhere*\n"), (noSuchServer.ExitCode, noSuchServer.Errors));
        Assert.Equal((2, ""), (nonsense.ExitCode, nonsense.Output));
        Assert.Equal((2, ""), (nobody.ExitCode, nobody.Output));
        Assert.Contains("gputop: gpu01: connection refused", nobody.Errors);
    }

    [RequiresFact(Needs.Server)]
    public async Task Two_people_who_wait_for_the_same_gpu_are_both_told()
    {
        Occupy(_fleet.Servers[0], 2);
        Occupy(_fleet.Servers[1], 2);
        var first = Task.Run(() => _fleet.Run("wait --timeout 1m"));
        var second = Task.Run(() => _fleet.Run("wait --timeout 1m --env"));
        UntilWatched(_fleet.Servers[1], times: 2);

        Occupy(_fleet.Servers[1]);
        var (one, other) = (await first, await second);

        Assert.True(one.ExitCode == 0 && one.Output.StartsWith("gpu02  1  ", StringComparison.Ordinal), $"{one}");
        Assert.True(other.ExitCode == 0 && other.Output.EndsWith("CUDA_VISIBLE_DEVICES=1\n", StringComparison.Ordinal), $"{other}");
        Assert.Empty(one.Errors);
    }

    [RequiresFact(Needs.Server)]
    public async Task A_wait_survives_a_server_that_goes_and_comes_back()
    {
        Occupy(_fleet.Servers[0], 2);
        Occupy(_fleet.Servers[1], 2);
        var waiting = Task.Run(() => _fleet.Run("wait --timeout 2m --server gpu01"));
        UntilWatched(_fleet.Servers[0], times: 1);

        // Asked for first: those of a listener that has ended are nobody's.
        var sessions = _fleet.Servers[0].Ssh.Sessions;
        _fleet.Servers[0].Ssh.Stop();
        foreach (var session in sessions)
        {
            Processes.Signal("KILL", session);
        }

        Processes.UntilGone(Patience, _fleet.Servers[0].Running);
        _fleet.Servers[0].Ssh.Start();
        Occupy(_fleet.Servers[0]);

        var found = await waiting;
        Assert.True(found.ExitCode == 0 && found.Output.StartsWith("gpu01  1  ", StringComparison.Ordinal), $"{found}");
    }

    [RequiresFact(Needs.Server)]
    public void A_wait_in_vain_is_1_at_the_timeout_and_leaves_nothing()
    {
        Occupy(_fleet.Servers[0], 2);
        Occupy(_fleet.Servers[1], 2);

        var printed = _fleet.Run("wait --gpus 2 --timeout 10s");

        Assert.Equal(
            (1, "", "gputop: timed out after 10 s: no such GPUs became free\n"), (printed.ExitCode, printed.Output, printed.Errors));
        Processes.UntilGone(TimeSpan.FromSeconds(5), _fleet.Servers[0].Running);
    }

    [RequiresFact(Needs.Server)]
    public void What_no_server_can_ever_give_is_said_at_once()
    {
        _fleet.Config = "servers = [\"gpu01\", \"gpu02\"]\nfree_after = \"5m\"\n";

        var free = _fleet.Run("free --gpus 3");
        var wait = _fleet.Run("wait --model H300");
        var large = _fleet.Run("wait --mem 200G --json");

        Assert.Equal((1, "", "gputop: no server has 3 such GPUs; the most is 2, on gpu01\n"), (free.ExitCode, free.Output, free.Errors));
        Assert.True(
            wait.ExitCode == 1 && wait.Errors.StartsWith("gputop: no GPU is called H300; there are ", StringComparison.Ordinal), $"{wait}");
        Assert.True(
            large.ExitCode == 1 && large.Errors.StartsWith("gputop: no GPU has 200G; the largest has ", StringComparison.Ordinal),
            $"{large}");
        Assert.All([free, wait, large], printed => Assert.True(printed.Took < TimeSpan.FromSeconds(40) + BusyMachine.Slack, $"{printed}"));
    }

    [Long]
    [RequiresFact(Needs.Server)]
    public void While_a_server_is_away_a_wait_for_more_than_the_others_have_is_warned_of_and_goes_on()
    {
        _fleet.Servers[1].Ssh.Stop();

        var printed = _fleet.Run("wait --gpus 3 --timeout 15s");

        Assert.Equal(
            (1, "gputop: no server has 3 such GPUs; the most is 2, on gpu01; no data yet from: gpu02"),
            (printed.ExitCode, printed.Errors.Split('\n')[0]));
        Assert.True(printed.Took > TimeSpan.FromSeconds(14), $"{printed}");
    }

    [RequiresFact(Needs.Server)]
    public void An_empty_card_is_found_by_the_size_that_it_is_sold_with_and_a_model_by_the_name_that_is_shown()
    {
        foreach (var server in _fleet.Servers)
        {
            server.Driver.Gpus("name=NVIDIA,GeForce,RTX,3090 memory_total=24564 memory_used=4", "memory_total=81559 memory_used=4");
        }

        var names = _fleet.Run("free --mem 24G --gpus 2");
        var large = _fleet.Run("free --mem 80G");
        var tooLarge = _fleet.Run("free --mem 81G");

        Assert.True(names.ExitCode == 0, $"{names}");
        Assert.True(large.ExitCode == 0 && large.Output.Contains("gpu01  1  1x ", StringComparison.Ordinal), $"{large}");
        Assert.Equal(1, tooLarge.ExitCode);
        var shown = large.Output.Split("1x ")[1].Split("  ")[0];
        Assert.Equal(0, _fleet.Run($"free --model '{shown}'").ExitCode);
    }

    [RequiresFact(Needs.Server)]
    public void Init_writes_the_hosts_of_ssh_that_have_gpus()
    {
        _fleet.Servers[1].HasDriver = false;
        File.Delete(_fleet.ConfigFile);

        var written = _fleet.Run("init");

        Assert.True(written.ExitCode == 0, $"{written}");
        Assert.Matches(@"(?m)^gpu01  2x ", written.Output);
        Assert.Contains("gpu02  no GPU: nvidia-smi: not found", written.Output);
        Assert.Contains("servers = [\"gpu01\"]\n# without a GPU: gpu02\n", File.ReadAllText(_fleet.ConfigFile));
        Assert.EndsWith($"now run: gputop --config {_fleet.ConfigFile} --ssh-config {_fleet.SshConfigFile}\n", written.Output);
        Assert.Equal(0, _fleet.Run("list").ExitCode);
    }

    [RequiresFact(Needs.Server)]
    public void Init_without_hosts_or_with_a_wrong_one_is_2_and_says_what_to_do()
    {
        _fleet.SshConfig = "";

        var none = _fleet.Run("init");
        var wrong = _fleet.Run("init 'gpu01;reboot'");
        var demo = _fleet.Run("init --demo");

        Assert.Equal(
            (2, $"gputop: no hosts in {_fleet.SshConfigFile}; try: gputop init HOST...\n"), (none.ExitCode, none.Errors));
        Assert.Equal(2, wrong.ExitCode);
        Assert.DoesNotContain("no hosts", wrong.Errors);
        Assert.Equal((2, "gputop: gputop init needs real servers; those of --demo are simulated\n"), (demo.ExitCode, demo.Errors));
    }

    [RequiresFact(Needs.Server)]
    public void Without_servers_and_a_GPU_every_command_says_what_to_do()
    {
        if (Programs.Find("nvidia-smi") is not null)
        {
            return;
        }

        var home = Directory.CreateTempSubdirectory("gputop-test-").FullName;
        foreach (var command in new[] { "list", "free", "wait", "check" })
        {
            var printed = Printed.By(command, ("HOME", home), ("XDG_CONFIG_HOME", ""), ("LC_ALL", "C.UTF-8"));
            Assert.True(
                printed.ExitCode == 2 && printed.Errors.EndsWith(
                    "gputop: no GPU here, and no server is named; try: gputop HOST... · gputop init · gputop --demo\n",
                    StringComparison.Ordinal),
                $"{command}: {printed}");
        }

        Folders.Delete(home);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void While_free_watches_it_says_for_how_long()
    {
        using var screen = TmuxScreen.StartProgram("free --demo 1");

        screen.WaitFor("watching 10 s to be sure");
        screen.WaitFor("ended with 0");
    }

    [RequiresFact(Needs.Server)]
    public void Init_adds_to_a_configuration_that_is_there_when_told_and_keeps_the_rest()
    {
        File.WriteAllText(_fleet.ConfigFile, "# mine\nservers = [ \"gpu01\" ]  # the old one\n");

        var refused = _fleet.Run("init");
        var added = _fleet.Run("init --yes");
        var again = _fleet.Run("init");

        Assert.True(
            refused.ExitCode == 2 && refused.Errors.Contains("was left as it is; --yes adds gpu02", StringComparison.Ordinal),
            $"{refused}");
        Assert.True(added.ExitCode == 0, $"{added}");
        Assert.True(again.ExitCode == 0 && again.Output.Contains("names them all already", StringComparison.Ordinal), $"{again}");
        Assert.Equal("# mine\nservers = [ \"gpu01\", \"gpu02\" ]  # the old one\n", File.ReadAllText(_fleet.ConfigFile));
    }

    [Fact]
    public void A_simulated_fleet_answers_too()
    {
        var found = _fleet.Run("free --demo --model A100");
        var none = _fleet.Run("wait --demo --gpus 9 --timeout 30");

        Assert.True(found.ExitCode == 0 && found.Output.Contains("1x A100-80G", StringComparison.Ordinal), $"{found}");
        Assert.Equal(1, none.ExitCode);
    }

    // The first so many of its two cards are in use.
    private static void Occupy(GpuServer server, int cards = 1)
    {
        server.Driver.Gpus(cards > 0 ? Busy : "", cards > 1 ? Busy : "");
        server.Driver.Processes([.. Enumerable.Range(0, cards).Select(card => $"{card} {Environment.ProcessId} 60000 97 train.py")]);
    }

    private static void UntilWatched(GpuServer server, int times)
    {
        var clock = Stopwatch.StartNew();
        while (server.Driver.Calls().Count(call => call.Contains("-lms", StringComparison.Ordinal)) < times)
        {
            Assert.True(clock.Elapsed < Patience, "nobody watches\n" + server.Ssh.Log);
            Thread.Sleep(50);
        }
    }
}
