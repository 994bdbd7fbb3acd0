using System.Diagnostics;

namespace GpuTop.EndToEnd.Ssh;

public sealed class CheckTests
{
    [ServerFact]
    public void A_server_with_a_driver_can_be_used()
    {
        using var driver = new FakeDriver();
        using var server = new SshServer($"SetEnv PATH={FakeDriver.Programs}:{Environment.GetEnvironmentVariable("PATH")} GPUTOP_FAKE_STATE={driver.State}");

        var (exitCode, text) = Check(server);

        Assert.True(exitCode == 0, text);
        Assert.Contains("ok    ssh          logged in within", text, StringComparison.Ordinal);
        Assert.Contains("ok    nvidia-smi   driver", text, StringComparison.Ordinal);
        Assert.Contains("ok    tunnels      allowed", text, StringComparison.Ordinal);
    }

    [ServerFact]
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

    [ServerFact]
    public void A_server_that_asks_says_what_it_needs()
    {
        using var server = new SshServer();
        File.Delete(server.KnownHosts);

        var (exitCode, text) = Check(server, "--json");

        Assert.Equal(2, exitCode);
        Assert.Contains("\"the host key is not known\"", text, StringComparison.Ordinal);
        Assert.Contains("\"usable\": false", text, StringComparison.Ordinal);
    }

    private static (int ExitCode, string Text) Check(SshServer server, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [TmuxScreen.Program, "check", "--config", "/dev/null", "--ssh-config", server.ConfigFile, "srv", .. arguments])
        {
            RedirectStandardOutput = true,
        };
        using var check = Process.Start(start)!;
        var text = check.StandardOutput.ReadToEnd();
        check.WaitForExit();
        return (check.ExitCode, text);
    }
}
