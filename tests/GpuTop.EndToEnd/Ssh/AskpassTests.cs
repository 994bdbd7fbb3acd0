using System.Collections.Concurrent;
using System.Reactive.Concurrency;
using GpuTop.Ssh;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>Who may ask the user, and who gets the answer: the helper as ssh starts it, and others that try.</summary>
public sealed class AskpassTests : IDisposable
{
    private const string Secret = "corréct horse";

    // An ssh that asks and gets no answer would go on with an empty one.
    private const string Ended = "ended\n1\nof the probe\n";

    private readonly string _place = Directory.CreateTempSubdirectory("gta-").FullName;
    private readonly SocketFolder _folder;
    private readonly PromptChannel _prompts = new(Scheduler.Default);
    private readonly AskpassServer _server;
    private readonly ConcurrentQueue<string> _asked = new();

    public AskpassTests()
    {
        _folder = SocketFolder.Create([_place], Environment.ProcessId);
        _server = new AskpassServer(_folder, _prompts);
    }

    [Fact]
    public void The_helper_prints_the_answer_and_leaves_standard_input_to_the_probe()
    {
        var token = AskpassServer.NewToken();
        using var answers = Answer();
        using var login = Expect(token);

        Assert.Equal($"{Secret}\n0\nof the probe\n", Ask(token));
        Assert.Equal(["gpu01: alice@gpu01's password:"], _asked);
    }

    [Fact]
    public void A_token_that_is_not_expected_asks_nothing()
    {
        using var answers = Answer();
        using var login = Expect(AskpassServer.NewToken());

        Assert.Equal(Ended, Ask(AskpassServer.NewToken()));
        Assert.Empty(_asked);
    }

    [Fact]
    public void After_the_login_its_token_asks_nothing()
    {
        var token = AskpassServer.NewToken();
        using var answers = Answer();
        Expect(token).Dispose();

        Assert.Equal(Ended, Ask(token));
        Assert.Empty(_asked);
    }

    [Fact]
    public void Where_nobody_can_be_asked_the_helper_waits_until_ssh_is_gone()
    {
        var token = AskpassServer.NewToken();
        using var login = _server.AcceptPrompts("gpu01", token, _ => { }, async question =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300));
            _asked.Enqueue(question.Gone.IsCancellationRequested ? "helper gone" : "helper waits");
        });

        Assert.Equal(Ended, Ask(token));
        Assert.Equal(["helper waits"], _asked);
    }

    [Fact]
    public void A_no_to_a_confirmation_ends_nothing()
    {
        var token = AskpassServer.NewToken();
        using var login = Expect(token);
        using var answers = _prompts.Prompts.Subscribe(question => question.Cancel());

        Assert.Equal("1\nof the probe\n", Ask(token, "confirm"));
    }

    [Fact]
    public async Task A_notice_needs_nobody_and_ends_nothing()
    {
        var token = AskpassServer.NewToken();
        var cancelled = false;
        var login = _server.AcceptPrompts("gpu01", token, isOpen => _asked.Enqueue(isOpen ? "open" : "closed"), _ =>
        {
            cancelled = true;
            return Task.CompletedTask;
        });
        var touch = Task.Run(() => Ask(token, "none"));
        Assert.True(SpinWait.SpinUntil(() => _asked.Contains("open"), TimeSpan.FromSeconds(10)));

        login.Dispose();

        Assert.Equal("1\nof the probe\n", await touch);
        Assert.False(cancelled);
    }

    [Fact]
    public void A_helper_that_an_update_took_away_is_not_given_to_ssh()
    {
        var helper = _server.EnvironmentOf("token", Version)["SSH_ASKPASS"];
        Assert.Equal("askpass", Path.GetFileName(helper)); // Not the installed program itself.
        File.Delete(helper);

        Assert.Throws<IOException>(() => _server.EnvironmentOf("token", Version));
    }

    [RequiresTheory(Needs.Root | Needs.Perl)]
    [InlineData(0, 1 + 14)]
    [InlineData(65534, 0)]
    public void Another_user_gets_nothing_even_with_the_token(int user, int length)
    {
        const string Script = """
            $SIG{PIPE} = 'IGNORE'; $> = $ARGV[0];
            my $socket = IO::Socket::UNIX->new(Peer => $ARGV[1]) or die "no way in: $!";
            print $socket "$ARGV[2]\n"; $socket->flush;
            my $answer = ''; while (sysread($socket, my $part, 99)) { $answer .= $part } print length $answer;
            """;
        var token = AskpassServer.NewToken();
        using var answers = Answer();
        using var login = Expect(token);
        var socket = _server.EnvironmentOf(token, Version)[AskpassClient.SocketVariable];
        foreach (var path in new[] { _place, _folder.Path, socket })
        {
            File.SetUnixFileMode(path, (UnixFileMode)0x1FF); // As if the folder had failed to keep others out.
        }

        Assert.Equal($"{length}", Programs.Run("perl", ["-MIO::Socket::UNIX", "-e", Script, $"{user}", socket, $"{token}  cHJvbXB0"]));
        Assert.Equal(length > 0, !_asked.IsEmpty);
    }

    public void Dispose()
    {
        _server.Dispose();
        _prompts.Dispose();
        _folder.Dispose();
        Directory.Delete(_place, recursive: true);
    }

    private static OpenSshVersion Version => new(9, 2);

    private IDisposable Expect(string token) => _server.AcceptPrompts("gpu01", token, _ => { }, _ => Task.CompletedTask);

    private IDisposable Answer() => _prompts.Prompts.Subscribe(question =>
    {
        _asked.Enqueue($"{question.Server}: {question.Text}");
        question.Answer(Secret);
    });

    // As ssh does, whose standard input is what the probe or a jump's data comes through.
    private string Ask(string token, string hint = "") => Programs.Run(
        "env",
        [
            .. _server.EnvironmentOf(token, Version).Select(variable => $"{variable.Key}={variable.Value}"),
            "SSH_ASKPASS_PROMPT=" + hint,
            "sh", "-c", "trap 'echo ended' TERM; \"$SSH_ASKPASS\" \"$1\"; echo $?; cat", "ssh", "alice@gpu01's password: ",
        ],
        "of the probe\n");
}
