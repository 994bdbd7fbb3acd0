namespace GpuTop.EndToEnd.Ssh;

/// <summary>OpenSSH before 8.4: it does not know SSH_ASKPASS_REQUIRE, and asks on a terminal where it has one.</summary>
public sealed class OlderClientTests : IDisposable
{
    private const string Passphrase = "open sesame";
    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-old-").FullName;

    // The real ssh in an older one's clothes: what that does not know is refused in its words, or means nothing.
    public OlderClientTests()
    {
        var path = Path.Combine(_folder, "ssh");
        File.WriteAllText(path, $"""
            #!/bin/sh
            [ "$*" = -V ] && exec echo OpenSSH_8.2p1 Ubuntu-4ubuntu0.11, OpenSSL 1.1.1f >&2
            for word do
              case $word in SessionType=*|StdinNull=*|ForkAfterAuthentication=*)
                echo "command-line: line 0: Bad configuration option: $word" >&2
                exit 255
              esac
            done
            unset SSH_ASKPASS_REQUIRE WAYLAND_DISPLAY
            exec {Programs.Find("ssh")} "$@"

            """);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [RequiresFact(Needs.Server | Needs.Tmux | Needs.Setsid)]
    public void A_passphrase_is_asked_for_on_the_screen_and_not_on_the_terminal()
    {
        using var server = new SshServer();
        Lock(server);
        using var screen = Start(server, "srv");

        screen.Open("srv asks", "Enter passphrase for key");
        screen.Answer(Passphrase);

        screen.WaitFor(AskingScreen.Live);
    }

    [RequiresFact(Needs.Server | Needs.Tmux | Needs.Setsid)]
    public void So_is_that_of_a_jump_hosts_key()
    {
        using var jump = new SshServer();
        using var target = new SshServer();
        Lock(jump);
        jump.Configure($"""
            Host target
              HostName 127.0.0.1
              Port {target.Port}
              IdentityFile {target.UserKey}
              UserKnownHostsFile {target.KnownHosts}
              ProxyJump srv
            """);
        using var screen = Start(jump, "target");

        screen.Open("jump host srv asks", "Enter passphrase for key");
        screen.Answer(Passphrase);

        screen.WaitFor(AskingScreen.Live);
    }

    private static void Lock(SshServer server) =>
        Programs.Run("ssh-keygen", ["-q", "-p", "-P", "", "-N", Passphrase, "-f", server.UserKey]);

    private TmuxScreen Start(SshServer server, string host) =>
        AskingScreen.Start(server, host, ("PATH", $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}"), ("DISPLAY", ""));
}
