using System.Diagnostics;
using System.Text.Json;

namespace GpuTop.EndToEnd.Ssh;

public sealed class CheckTests
{
    [RequiresFact(Needs.Server | Needs.Screen | Needs.Tmux)]
    public void A_server_with_a_driver_can_be_used_in_every_way()
    {
        using var driver = new FakeDriver();
        using var server = Server(driver);

        var (exitCode, text) = Check(server);

        var findings = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToArray();
        Assert.True(exitCode == 0, text);
        Assert.Equal(
            [
                "client", "ssh", "auth", "shell", "probe", "nvidia-smi", "fields", "persistence", "pmon", "ps", "owners", "df", "tmux",
                "screen", "clock", "tunnels"],
            findings.Select(words => words[1]));
        Assert.All(findings, words => Assert.True(words[0] == "ok", text));
        Assert.Matches(@"nvidia-smi   driver 550\.54\.15, 2 GPUs, a call takes \d\.\d\d s", text);
        Assert.Matches(@"client       OpenSSH \d+\.\d+ \(auto\)", text);
        Assert.Matches(@"auth         logged in within \d+\.\d s", text);
    }

    [RequiresFact(Needs.Server)]
    public void One_server_that_refuses_us_is_enough_for_the_exit_code_and_hides_no_other()
    {
        using var driver = new FakeDriver();
        using var server = Server(driver);
        using var closed = new SshServer();
        File.WriteAllText(Path.Combine(closed.Folder, "authorized_keys"), "");
        server.Configure($"""
            Host closed
              HostName 127.0.0.1
              Port {closed.Port}
              UserKnownHostsFile {closed.KnownHosts}
            """);

        var (exitCode, text) = Check(server, "closed", "--json");

        Assert.Equal(2, exitCode);
        using var json = JsonDocument.Parse(text);
        var servers = json.RootElement.GetProperty("servers").EnumerateArray().ToArray();
        Assert.Equal([true, false], servers.Select(item => item.GetProperty("usable").GetBoolean()));
        var findings = servers[1].GetProperty("findings").EnumerateArray().ToArray();
        Assert.Equal(
            ["client ok", "ssh ok", "auth FAIL"], findings.Select(item => $"{item.GetProperty("name")} {item.GetProperty("verdict")}"));
        Assert.Equal(
            ("permission denied (publickey)", "try: ssh closed"),
            (findings[2].GetProperty("text").GetString(), findings[2].GetProperty("remedy").GetString()));
    }

    [RequiresFact(Needs.Server)]
    public void Without_ssh_the_built_in_client_connects_and_says_why()
    {
        using var driver = new FakeDriver();
        using var server = Server(driver);

        var (exitCode, text) = Check(server, [], path: "/nonexistent");

        Assert.True(exitCode == 0, text);
        Assert.Contains("client       built-in ssh (auto: there is no OpenSSH here that shares connections)", text, default);
        Assert.Contains("ok    tunnels ", text, StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server)]
    public void The_client_of_the_command_line_overrides_the_configured_ones()
    {
        using var server = new SshServer();
        var config = Path.Combine(server.Folder, "gputop.toml");
        File.WriteAllText(config, "ssh = \"openssh\"\n[[server]]\nname = \"srv\"\nssh = \"openssh\"\n");

        var (_, text) = Check(server, ["--ssh", "builtin"], config: config);

        Assert.Contains("client       built-in ssh (as configured)", text, StringComparison.Ordinal);
    }

    [Long]
    [RequiresFact(Needs.Server)]
    public void A_shell_that_talks_or_never_ends_its_rc_file_is_named()
    {
        using var noisy = new SshServer("ForceCommand echo welcome; exec sh -s");
        using var stuck = new SshServer("ForceCommand sleep 100");

        Assert.Contains("note  shell ", Check(noisy).Text, StringComparison.Ordinal);
        var (exitCode, text) = Check(stuck);

        Assert.Equal(2, exitCode);
        Assert.Contains("ok    auth ", text, StringComparison.Ordinal);
        Assert.Contains("FAIL  shell        logged in, but the shell did not start the probe within 60 s", text, StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server)]
    public void A_server_that_forbids_tunnels_and_has_no_driver_says_so()
    {
        using var server = new SshServer("AllowTcpForwarding no", "SetEnv PATH=/usr/bin:/bin");

        var (exitCode, text) = Check(server);

        Assert.Contains("note  tunnels ", text, StringComparison.Ordinal);
        if (Programs.Find("nvidia-smi") is null)
        {
            Assert.Contains("FAIL  nvidia-smi", text, StringComparison.Ordinal);
            Assert.Equal(2, exitCode);
        }
    }

    [RequiresFact(Needs.Server)]
    public void A_server_that_asks_says_what_it_needs()
    {
        using var server = new SshServer();
        File.Delete(server.KnownHosts);

        var (exitCode, text) = Check(server, "--json");

        Assert.Equal(2, exitCode);
        Assert.Contains("\"the host key is not known\"", text, StringComparison.Ordinal);
        Assert.Contains("\"usable\": false", text, StringComparison.Ordinal);
    }

    private static SshServer Server(FakeDriver driver) =>
        new($"SetEnv PATH={FakeDriver.Programs}:{Environment.GetEnvironmentVariable("PATH")} GPUTOP_FAKE_STATE={driver.State}");

    private static (int ExitCode, string Text) Check(SshServer server, params string[] arguments) =>
        Check(server, arguments, path: null);

    private static (int ExitCode, string Text) Check(
        SshServer server, string[] arguments, string? path = null, string config = "/dev/null")
    {
        var start = new ProcessStartInfo(
            Programs.Find("dotnet")!,
            [TmuxScreen.Program, "check", "--config", config, "--ssh-config", server.ConfigFile, "srv", .. arguments])
        {
            RedirectStandardInput = true, // Nobody is there to be asked.
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = path ?? start.Environment["PATH"];
        using var check = Process.Start(start)!;
        check.StandardInput.Close();
        var text = check.StandardOutput.ReadToEnd();
        check.WaitForExit();
        return (check.ExitCode, text);
    }
}
