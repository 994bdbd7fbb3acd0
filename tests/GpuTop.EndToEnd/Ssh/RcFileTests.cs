using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<string>;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>Shell start-up files that read, wait, or end the shell.</summary>
public sealed class RcFileTests
{
    [RequiresTheory(Needs.Server | Needs.NewUsers)]
    [InlineData("read answer; read other; echo \"<$answer$other>\"", "<>")]
    [InlineData("head -n 1", "")] // Reads more than the line.
    [InlineData("echo waiting; sleep 21", "waiting")]
    public async Task The_probe_is_sent_when_no_rc_file_reads_any_more(string lines, string noise)
    {
        using var lab = new RcFileServer(lines);
        await using var watch = lab.Connect();

        var session = watch.Next<ConnectionEvent.Ready>(patience: TimeSpan.FromSeconds(50)).Session;

        Assert.Equal(noise, session.Noise);
        await session.SendAsync("hello", CancellationToken.None);
        watch.Hear("\u001ehello\n");
    }

    [RequiresTheory(Needs.Server | Needs.NewUsers)]
    [InlineData("case $- in *i*) ;; *) exit;; esac", "logged in, but an rc file ended the shell (exit code 0)")]
    [InlineData("echo 'only for terminals' >&2; exit 3", "logged in, but no shell runs the probe: only for terminals")]
    public async Task A_shell_that_ends_before_the_probe_is_told_with_its_words(string lines, string text)
    {
        using var lab = new RcFileServer(lines);
        await using var watch = lab.Connect();

        var failure = watch.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal((FailureKind.Shell, text), (failure.Kind, failure.Text));
    }

    private sealed class RcFileServer : IDisposable
    {
        private readonly TemporaryUser _user = new(Programs.Find("bash")!);
        private readonly SshServer _server = new();

        public RcFileServer(string lines) => _user.Write(".bashrc", lines);

        public ConnectionLog Connect()
        {
            var watch = new ConnectionLog(_server);
            watch.Connect(_user.Name + "@srv");
            return watch;
        }

        public void Dispose()
        {
            _server.Dispose();
            _user.Dispose();
        }
    }
}
