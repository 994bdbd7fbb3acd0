using System.Text;

namespace GpuTop.EndToEnd.Product;

public sealed class BadInputTests : IDisposable
{
    private readonly TestFleet _fleet = new(new GpuServer("gpu01"), new GpuServer("gpu02"));

    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-test-").FullName;

    public void Dispose()
    {
        _fleet.Dispose();
        Folders.Delete(_folder);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_broken_configuration_is_told_whole_before_the_screen_opens()
    {
        _fleet.Config = "intervall = \"1s\"\nfree_after = \"soon\"\n[thresholds]\nmemory_red = 900\n";

        using var screen = _fleet.Start();
        var text = screen.WaitFor("ended with 2");

        Assert.Contains("gputop.toml:1:1", text);
        Assert.Contains("interval", text);
        Assert.Contains("gputop.toml:2:", text);
        Assert.Contains("gputop.toml:4:", text);
        Assert.DoesNotContain("\u001b[?1049h", Encoding.UTF8.GetString(screen.Output));
    }

    [RequiresFact(Needs.Server)]
    public void A_configuration_that_is_not_there_is_told()
    {
        var printed = Printed.By("list --config /nonexistent/gputop.toml");

        Assert.Equal((2, ""), (printed.ExitCode, printed.Output));
        Assert.Contains("/nonexistent/gputop.toml", printed.Errors);
    }

    [Fact]
    public void A_configuration_of_the_current_directory_is_not_read()
    {
        var (here, home) = (Path.Combine(_folder, "here"), Path.Combine(_folder, "home"));
        Directory.CreateDirectory(here);
        Directory.CreateDirectory(home);
        File.WriteAllText(Path.Combine(here, "gputop.toml"), "this = [is no\n");

        var printed = Printed.ByShell($"cd {here} && XDG_CONFIG_HOME= HOME={home} gputop list --demo 1");
        var relative = Printed.ByShell(
            $"mkdir -p {here}/.config/gputop && cp {here}/gputop.toml {here}/.config/gputop && cd {here} && XDG_CONFIG_HOME=.config HOME=. "
                + "gputop list --demo 1");

        Assert.True(printed.ExitCode == 0 && printed.Errors.Length == 0, $"{printed}");
        Assert.True(relative.ExitCode == 0 && relative.Errors.Length == 0, $"{relative}");
    }

    [Fact]
    public void A_configuration_that_others_may_write_is_refused_even_for_the_demo()
    {
        var file = Path.Combine(_folder, "gputop.toml");
        File.WriteAllText(file, "hook = [\"/bin/true\"]\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);

        var refused = Printed.By($"list --demo 1 --config {file}");
        Programs.Run("chmod", ["go-w", file]);
        var read = Printed.By($"list --demo 1 --config {file}");

        Assert.Equal(
            (2, $"{file}: refused, since it can hold commands: every user may write it; try: chmod go-w {file}\n"),
            (refused.ExitCode, refused.Errors));
        Assert.Equal(0, read.ExitCode);
        if (Environment.UserName == "root")
        {
            Programs.Run("chown", ["61234", file]);
            Assert.Contains("belongs to another user (uid 61234)", Printed.By($"list --demo 1 --config {file}").Errors);
        }
    }

    [RequiresFact(Needs.Server)]
    public void A_program_of_the_current_directory_is_not_run()
    {
        var here = Path.Combine(_folder, "bin");
        Directory.CreateDirectory(here);
        foreach (var name in new[] { "ssh", "setsid", "sh" })
        {
            File.WriteAllText(Path.Combine(here, name), $"#!/bin/sh\ntouch {_folder}/ran-{name}\nexit 1\n");
            Programs.Run("chmod", ["+x", Path.Combine(here, name)]);
        }

        foreach (var path in new[] { ".", "", "../bin" })
        {
            var printed = _fleet.Shell($"cd {here} && PATH={path}:$PATH gputop list gpu01 {_fleet.Options}");
            Assert.True(printed.ExitCode == 0, $"{path}: {printed}");
        }

        Assert.Empty(Directory.GetFiles(_folder, "ran-*"));
    }

    [RequiresFact(Needs.Server)]
    public void A_full_disk_is_told_in_a_word()
    {
        foreach (var command in new[] { "list", "list --json", "free --demo", "check", "list --demo 2", "--help" })
        {
            var printed = _fleet.Shell($"gputop {command} {_fleet.Options} >/dev/full");
            Assert.True(
                printed.ExitCode == 2
                    && printed.Errors.StartsWith("gputop: can't be done: No space left on device", StringComparison.Ordinal)
                    && printed.Errors.Count(letter => letter == '\n') == 1,
                $"{command}: {printed}");
        }
    }

    [Long]
    [RequiresFact(Needs.Server)]
    public void Too_few_descriptors_are_told_in_a_word()
    {
        foreach (var limit in new[] { 64, 72, 80, 96, 112, 128 })
        {
            foreach (var command in new[] { "list", "check", "free --gpus 9" })
            {
                var printed = _fleet.Shell($"ulimit -n {limit}; gputop {command} {_fleet.Options}");
                Assert.False(
                    (printed.Output + printed.Errors).Contains("   at ", StringComparison.Ordinal), $"{limit} {command}: {printed}");
                Assert.True(printed.ExitCode is >= 0 and <= 2, $"{limit} {command}: {printed}");
            }
        }
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_name_without_an_address_and_a_key_that_is_refused_are_told_with_what_to_do()
    {
        File.WriteAllText(Path.Combine(_fleet.Servers[0].Ssh.Folder, "authorized_keys"), "");
        using var screen = _fleet.Start("gpu01 gpu02 nosuch.invalid", width: 120);

        screen.WaitFor("the refused key", text => ScreenReader.Server(text, "gpu01") is var line
            && line.Contains("permission denied (publickey)", StringComparison.Ordinal)
            && line.Contains("try: ssh gpu01", StringComparison.Ordinal));
        screen.WaitFor(
            "the unknown name", text => ScreenReader.Server(text, "nosuch.invalid").Contains("has no address", StringComparison.Ordinal));
        screen.WaitFor("the good one", text => ScreenReader.IsLive(text, "gpu02"));
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_login_shell_that_prints_noise_is_no_obstacle()
    {
        using var noisy = new TestFleet(new GpuServer(
            "gpu01",
            @"ForceCommand printf '\033]0;owned\007\033[2JWelcome\n'; printf '\036h<\n\036h|cpu 1 1 1 1\n\036h>\n'; "
                + "echo more >&2; exec sh -s"));
        using var screen = noisy.Start();

        screen.WaitFor("the server", text => ScreenReader.IsLive(text, "gpu01"));

        Assert.NotEqual("owned", screen.Title);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_server_that_gives_no_shell_is_quoted_harmlessly()
    {
        using var closed = new TestFleet(
            new GpuServer("gpu01", @"ForceCommand printf '\033]0;owned\007\033[31mfor backups only\n'; exit 1"));
        using var screen = closed.Start(width: 140);

        screen.WaitFor("its words", text => ScreenReader.Server(text, "gpu01").Contains("for backups only", StringComparison.Ordinal));

        AssertHarmless(screen);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void Codes_for_the_terminal_in_foreign_text_do_not_reach_it()
    {
        const string Evil = "\u001b]0;owned\u0007\u001b[31m\u009b31mEvil";
        var driver = _fleet.Servers[0].Driver;
        driver.Gpus($"name={Evil}\u202e utilization_gpu=42 memory_used=30000");
        driver.Processes($"0 999999999 20000 42 {Evil}", $"0 {Environment.ProcessId} 20000 42 {Evil}");
        var tmux = (string[])["-u", "TMUX", $"TMUX_TMPDIR={driver.State}", "tmux", "-u", "-f", "/dev/null"];
        Programs.Run("env", [.. tmux, "new-session", "-d", "-s", Evil, "-n", Evil, $"printf '{Evil}'; sleep 600"]);
        using var screen = _fleet.Start(width: 160);

        screen.WaitFor("the card's name", text => ScreenReader.Server(text, "gpu01").Contains("Evil", StringComparison.Ordinal));
        screen.Press("c");
        screen.WaitFor("panes", text => text.Contains(" gpu01:0 ", StringComparison.Ordinal));
        AssertHarmless(screen);
        var printed = _fleet.Run("list gpu01");
        var json = _fleet.Run("list --json gpu01");
        Programs.Run("env", [.. tmux, "kill-server"]);

        Assert.Contains("Evil", printed.Output);
        Assert.DoesNotContain(printed.Output + json.Output, letter => char.IsControl(letter) && letter != '\n');
    }

    private static void AssertHarmless(TmuxScreen screen)
    {
        var written = Encoding.UTF8.GetString(screen.Output);
        Assert.NotEqual("owned", screen.Title);
        Assert.DoesNotContain("\u001b]0;owned", written);
        Assert.DoesNotContain("\u001b[31m", written);
        Assert.DoesNotContain('\u009b', written);
        Assert.DoesNotContain('\u202e', written);
    }
}
