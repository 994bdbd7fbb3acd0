using GpuTop.EndToEnd.Ssh;

namespace GpuTop.EndToEnd.Product;

/// <summary>What <c>--log</c> writes, by the real program over a real sshd.</summary>
public sealed class LogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-log-").FullName;

    private string LogPath => Path.Combine(_folder, "log");

    // The program that writes it holds a lock, which .NET respects.
    private string Log => Programs.Run("cat", [LogPath]);

    public void Dispose() => Folders.Delete(_folder);

    [RequiresFact(Needs.Server | Needs.NewUsers | Needs.Pam | Needs.Tmux)]
    public void A_login_with_a_password_and_a_code_is_logged_without_them()
    {
        using var server = new TwoFactorServer();
        using (var screen = AskingScreen.Start(server.Ssh, $"--log {LogPath} {server.Host}"))
        {
            screen.Open("srv asks", "Password:");
            screen.Answer(TemporaryUser.Password);
            screen.WaitForQuestion("srv asks", "Password required");
            screen.Answer(PamService.Code);
            screen.WaitFor("the log of a running probe", _ => Log.Contains("probe: 1 pid=", StringComparison.Ordinal));
        }

        var log = Log;
        Assert.Contains("srv asks the user: Password", log, StringComparison.Ordinal);
        Assert.Contains("is logged in", log, StringComparison.Ordinal);
        Assert.Contains("using \"keyboard-interactive\"", log, StringComparison.Ordinal);
        Assert.DoesNotContain(TemporaryUser.Password, log, StringComparison.Ordinal);
        Assert.DoesNotContain(PamService.Code, log, StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server)]
    public void A_command_logs_a_refused_login_in_the_words_of_ssh()
    {
        using var fleet = new TestFleet(new GpuServer("gpu01"));
        File.WriteAllText(Path.Combine(fleet.Servers[0].Ssh.Folder, "authorized_keys"), "");

        var printed = fleet.Run($"list --log {LogPath}");

        Assert.Equal(2, printed.ExitCode);
        Assert.Matches(
            "gpu01 needs the user: permission denied \\(publickey\\) \\(Authentication\\); try: ssh gpu01\n +\\| \\S+: Permission denied "
                + "\\(publickey\\)\\.\n",
            File.ReadAllText(LogPath));
    }

    [RequiresFact(Needs.Server)]
    public void A_log_that_cannot_be_written_is_told_before_anything_connects()
    {
        using var fleet = new TestFleet(new GpuServer("gpu01"));

        var printed = fleet.Run("list --log /nonexistent/log");

        Assert.Equal((2, ""), (printed.ExitCode, printed.Output));
        Assert.StartsWith("gputop: --log: ", printed.Errors, StringComparison.Ordinal);
        Assert.Single(printed.Errors.Trim().Split('\n'));
        Assert.DoesNotContain("Connection from", fleet.Servers[0].Ssh.Log, StringComparison.Ordinal);
    }
}
