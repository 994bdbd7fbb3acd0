using System.Runtime.Versioning;
using System.Text.RegularExpressions;

namespace GpuTop.EndToEnd.Probe;

/// <summary>File servers that are dead: their mounts are said, all others are told, and nothing piles up.</summary>
[UnsupportedOSPlatform("windows")]
[Collection(nameof(HungDf))]
public sealed class DeadMountTests : IDisposable
{
    private readonly FakeDriver _driver = new();

    public void Dispose() => _driver.Dispose();

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox sh"), Shell("zsh")]
    public void A_mount_that_hangs_is_said_and_the_others_are_told_until_it_answers_again(string shell)
    {
        DeadMounts.Mount(
            _driver,
            "/dev/vda / ext4 rw 0 0",
            "/dev/vda /var/lib/bound ext4 rw 0 0",
            "nas1:/home /home nfs4 rw 0 0",
            @"nas2:/da\040ta /da\040ta nfs4 rw 0 0",
            "/dev/fuse /fuse fuse rw 0 0",
            "bpf /sys/fs/bpf bpf rw 0 0",
            "systemd-1 /net autofs rw 0 0");
        DeadMounts.Kill(_driver, "/da ta", "/fuse");
        using var run = Run(shell);

        var hung = run.Text("d").Split('\n');

        Assert.Contains(@"T nas2:/da\040ta /da\040ta nfs4 rw", hung);
        Assert.Contains(hung, line => Regex.IsMatch(line, @"^H \d /da ta$"));
        Assert.Equal(["K nas:/export/ 1000 250 750 25% /", "K nas:/export/home 1000 250 750 25% /home"], Rows(hung));
        Assert.Equal(2, DeadMounts.Asking(_driver).Length);

        DeadMounts.Kill(_driver);

        var well = run.Texts("d", 1, "25% /da ta")[0];
        Assert.DoesNotContain("\nH ", well);
        Assert.Equal(4, Rows(well.Split('\n')).Distinct().Count());
        var asked = string.Join('\n', DeadMounts.Asked(_driver));
        Assert.All(["/net", "bound", "bpf"], path => Assert.DoesNotContain(path, asked, StringComparison.Ordinal));
    }

    [Theory, Shell("dash")]
    public void A_df_that_hangs_stalls_nothing_and_is_not_asked_again(string shell)
    {
        DeadMounts.Mount(_driver, "/dev/vda / ext4 rw 0 0", "nas:/home /home nfs4 rw 0 0");
        DeadMounts.Kill(_driver, "/", "/home");
        using var run = Run(shell);
        run.Text("d");
        run.Say("n");
        run.Texts("p", 2);
        run.Texts("s", 2);

        var later = run.Texts("d", 2)[1];

        Assert.Matches(@"(?m)^H 3\d /$", later);
        Assert.Matches(@"(?m)^H 3\d /home$", later);
        Assert.Equal(2, DeadMounts.Asking(_driver).Length);
        Assert.Empty(DeadMounts.Asked(_driver));
        Assert.True(run.Times("h").Length > 15);
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox sh"), Shell("zsh")]
    public void Of_any_number_of_dead_servers_sixteen_are_asked_at_a_time_and_all_ends_with_the_probe(string shell)
    {
        string[] homes = [.. Enumerable.Range(1, 90).Select(number => $"/home/u{number}")];
        DeadMounts.Mount(_driver, [.. homes.Select((home, index) => $"nas{index / 3}:/export{home} {home} nfs4 rw 0 0")]);
        DeadMounts.Kill(_driver, homes);
        using var run = Run(shell, leads: false);

        var text = run.Text("d");

        Assert.Equal(
            homes.Order(),
            text.Split('\n').Where(line => line.StartsWith("H ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).Order());
        var calls = DeadMounts.Asking(_driver);
        Assert.Equal(16, calls.Length);
        Assert.Contains(
            calls, call => Array.TrueForAll(["/u1 ", "/u2 ", "/u3 "], mount => call.Contains(mount, StringComparison.Ordinal)));

        run.Say("quit");
        Assert.InRange(run.UntilAllIsGone().TotalSeconds, 0, 4 + BusyMachine.Slack.TotalSeconds);
    }

    private static string[] Rows(string[] lines) =>
        [.. lines.Where(line => line.StartsWith("K nas", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private ProbeRun Run(string shell, bool leads = true)
    {
        var programs = Directory.CreateDirectory(Path.Combine(_driver.State, "bin")).FullName;
        foreach (var (name, script) in DeadMounts.Programs)
        {
            var path = Path.Combine(programs, name);
            File.WriteAllText(path, "#!/bin/sh\n" + script);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return new ProbeRun(shell, _driver, path: programs + ":" + FakeDriver.Programs, leads: leads);
    }
}
