using GpuTop.Config;
using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<string>;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>A server's banner, which OpenSSH prints among its own messages.</summary>
public sealed class BannerTests : IDisposable
{
    private static readonly string[] Imitations =
    [
        """
        @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
        @    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
        @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
        Offending ED25519 key in /home/x/.ssh/known_hosts:3
        Host key for gpu2 has changed and you have requested strict checking.
        Host key verification failed.

        """,
        "Offending ED25519 key in /home/x/.ssh/known_hosts:3\n",
        "Host key verification failed.\n",
        "x@y: Permission denied (hostbased).\n",
        "Load key \"/home/x/.ssh/id\": bad permissions\n",
        "Connection to srv closed by remote host.\n",
    ];

    private readonly string _banner = Path.GetTempFileName();
    private readonly SshServer _server;

    public BannerTests()
    {
        File.SetUnixFileMode(_banner, (UnixFileMode)0b110_100_100);
        _server = new SshServer("Banner " + _banner);
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_banner_does_not_decide_why_a_login_failed(SshChoice ssh)
    {
        File.WriteAllText(Path.Combine(_server.Folder, "authorized_keys"), "");
        await using var watch = new ConnectionLog(_server, ssh);
        for (var i = 0; i < Imitations.Length; i++)
        {
            File.WriteAllText(_banner, Imitations[i]);
            Begin(watch, i);

            var failure = watch.Next<ConnectionEvent.NeedsUser>().Failure;
            Assert.Equal(
                (FailureKind.Authentication, "permission denied (publickey)", "try: ssh srv"),
                (failure.Kind, failure.Text, failure.Remedy));
            Assert.Contains(Imitations[i].TrimEnd(), failure.Raw, StringComparison.Ordinal);
        }
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_banner_does_not_name_the_host_key_to_remove(SshChoice ssh)
    {
        File.WriteAllText(_banner, Imitations[0]);
        _server.ChangeHostKey();
        _server.Stop();
        _server.Start();
        await using var watch = new ConnectionLog(_server, ssh);
        watch.Connect();

        var failure = watch.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal(
            (
                FailureKind.ChangedHostKey,
                $"if you know why it changed: ssh-keygen -f '{_server.KnownHosts}' -R '[127.0.0.1]:{_server.Port}'"),
            (failure.Kind, failure.Remedy));
        Assert.DoesNotContain("/home/x", failure.Raw, StringComparison.Ordinal);
    }

    [RequiresTheory(Needs.Server), EachSshClient]
    public async Task A_banner_and_an_rc_file_do_not_disturb_a_login(SshChoice ssh)
    {
        File.WriteAllText(_banner, Imitations[0]);
        await using var watch = new ConnectionLog(_server, ssh);
        watch.Connect(
            script: "echo 'channel 3: open failed: administratively prohibited: open failed' >&2; sleep 0.2\n" + ConnectionLog.Echo);

        var session = watch.Next<ConnectionEvent.Ready>().Session;

        Assert.Null(session.Warning);
        var (farEnd, _) = await session.OpenTunnelAsync(
            new TunnelTarget("localhost", "127.0.0.1", _server.Port), TimeSpan.FromSeconds(10), CancellationToken.None);
        Assert.Equal(0, farEnd!.LastRefusal);
    }

    public void Dispose()
    {
        _server.Dispose();
        File.Delete(_banner);
    }

    private static void Begin(ConnectionLog watch, int attempt)
    {
        if (attempt == 0)
        {
            watch.Connect();
        }
        else
        {
            watch.Reconnect();
        }
    }
}
