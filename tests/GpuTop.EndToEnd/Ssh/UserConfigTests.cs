using System.Text;
using GpuTop.Model;
using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<string>;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>Options of people's ssh configurations that would break a naive call of ssh; found by measuring.</summary>
public sealed class UserConfigTests
{
    public static TheoryData<string> Hostile => new()
    {
        "RemoteCommand echo mine",
        "RequestTTY force",
        "ControlMaster auto\n  ControlPath FOLDER/user-%C\n  ControlPersist 2s",
        "ForwardX11 yes",
        "LocalForward FREE 127.0.0.1:22",
        "RemoteForward FREE 127.0.0.1:22",
        "DynamicForward FREE",
        "LocalForward TAKEN 127.0.0.1:22\n  ExitOnForwardFailure yes",
        "GatewayPorts yes\n  LocalForward FREE 127.0.0.1:22",
        "PermitLocalCommand yes\n  LocalCommand touch FOLDER/spoilt",
        "StdinNull yes",
        "ForkAfterAuthentication yes",
        "SessionType none",
        "SessionType subsystem",
        "VisualHostKey yes",
        "LogLevel DEBUG",
        "LogLevel QUIET",
        "Tunnel yes",
        "BatchMode yes",
        "SendEnv LANG LC_*\n  SetEnv LC_ALL=de_DE.UTF-8",
        "Compression no",
        "ForwardAgent yes",
        "NumberOfPasswordPrompts 0",
        "ConnectionAttempts 5",
        "IgnoreUnknown UseKeychain,Frobnicate\n  UseKeychain yes\n  Frobnicate 7",
        "Match exec \"true\"\n  ServerAliveInterval 0",
        "EscapeChar none",
    };

    /// <summary>Those that can stand in one block: of an option that is given twice the first counts, and a Match would end it.</summary>
    public static IEnumerable<string> Together => Hostile
        .Cast<object[]>().Select(row => (string)row[0])
        .Where(option => !option.StartsWith("Match", StringComparison.Ordinal)
            && !option.StartsWith("SessionType s", StringComparison.Ordinal));

    [RequiresTheory(Needs.Server)]
    [MemberData(nameof(Hostile))]
    public async Task A_hostile_option_alone_does_not_disturb(string option) => await ConnectWith(option);

    [RequiresFact(Needs.Server)]
    public async Task All_hostile_options_together_do_not_disturb() => await ConnectWith(string.Join("\n  ", Together));

    [RequiresTheory(Needs.Server)]
    [InlineData("BatchMode yes")]
    [InlineData("NumberOfPasswordPrompts 0")]
    [InlineData("ControlMaster auto\n  ControlPath FOLDER/user-%C\n  ControlPersist 2s")]
    public async Task What_is_asked_is_asked_whatever_the_configuration_says(string option)
    {
        const string Passphrase = "open sesame";
        using var server = new SshServer();
        Programs.Run("ssh-keygen", ["-q", "-p", "-P", "", "-N", Passphrase, "-f", server.UserKey]);
        server.Configure("Host srv\n  " + option.Replace("FOLDER", server.Folder, StringComparison.Ordinal));
        await using var watch = new ConnectionLog(server);
        using var answers = watch.Transport.Prompts.Subscribe(question => question.Answer(Passphrase));
        watch.Connect();

        watch.Next<ConnectionEvent.Ready>();
    }

    [RequiresTheory(Needs.Server)]
    [InlineData("LogLevel QUIET")]
    [InlineData("LogLevel DEBUG3")]
    public async Task Why_it_failed_is_told_whatever_the_configuration_says(string option)
    {
        using var server = new SshServer();
        File.WriteAllText(Path.Combine(server.Folder, "authorized_keys"), "");
        server.Configure("Host srv\n  " + option);
        await using var watch = new ConnectionLog(server);
        watch.Connect();

        Assert.Equal("permission denied (publickey)", watch.Next<ConnectionEvent.NeedsUser>().Failure.Text);
    }

    [RequiresFact(Needs.Server)]
    public async Task Include_alias_and_proxy_command_are_honoured()
    {
        using var server = new SshServer();
        File.WriteAllText(Path.Combine(server.Folder, "more"), $"""
            Host included
              HostName nowhere.invalid
              HostKeyAlias [127.0.0.1]:{server.Port}
              ProxyCommand ssh -F {server.ConfigFile} -W 127.0.0.1:{server.Port} srv
            """);
        server.Configure($"Include {server.Folder}/more");
        await using var watch = new ConnectionLog(server);
        watch.Connect("included");

        watch.Next<ConnectionEvent.Ready>();
    }

    [RequiresFact(Needs.Server)]
    public async Task What_a_command_says_decides_the_port()
    {
        using var server = new SshServer();
        server.Configure($"""
            Match originalhost srv exec "test %n = srv -a -e {server.Folder}/host_key"
              Port {server.Port}
            Host srv
              Port {SshServer.FreePort()}
            """);
        await using var watch = new ConnectionLog(server);
        watch.Connect();

        watch.Next<ConnectionEvent.Ready>();
    }

    [RequiresFact(Needs.Server)]
    public async Task What_a_command_says_at_each_attempt_decides_the_way()
    {
        using var jump = new SshServer();
        using var target = new SshServer();
        var away = Path.Combine(jump.Folder, "away");
        jump.Configure($"""
            Match originalhost target exec "test -e {away}"
              ProxyJump srv
            Host target
              HostName 127.0.0.1
              Port {target.Port}
              UserKnownHostsFile {target.KnownHosts}
              IdentityFile {target.UserKey}
            """);
        await using var watch = new ConnectionLog(jump);
        watch.Connect("target");
        watch.Next<ConnectionEvent.Ready>();
        Assert.DoesNotContain("Accepted", jump.Log, StringComparison.Ordinal);

        File.WriteAllText(away, "");
        target.EndSessions();
        Assert.True(watch.Next<ConnectionEvent.Broken>().WasLive);
        watch.Next<ConnectionEvent.Ready>();

        Assert.Single(jump.Said("Accepted publickey"));
    }

    [RequiresFact(Needs.Server | Needs.Tmux | Needs.Setsid)]
    public void What_the_configuration_starts_neither_writes_nor_reads_on_our_screen()
    {
        using var server = new SshServer();
        server.Configure("""
            Match exec "sh -c 'echo spoilt >/dev/tty; read -r line </dev/tty; :' 2>/dev/null"
            """);
        using var screen = AskingScreen.Start(server);

        screen.WaitFor(AskingScreen.Live);

        Assert.DoesNotContain("spoilt", screen.Text + Encoding.UTF8.GetString(screen.Output), StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server)]
    public async Task A_mistake_in_the_configuration_is_told_with_its_line()
    {
        using var server = new SshServer();
        server.Configure("Host srv\n  Frobnicate yes");
        await using var watch = new ConnectionLog(server);
        watch.Connect();

        var failure = watch.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.EndsWith("line 2: Bad configuration option: frobnicate", failure.Text, StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server)]
    public async Task A_strange_word_reaches_the_servers_shell_unchanged()
    {
        using var server = new SshServer();
        await using var watch = new ConnectionLog(server);
        watch.Connect();
        var session = watch.Next<ConnectionEvent.Ready>().Session;
        string[] words = [
            "-x", "$(touch x)", "a;b", "line\nbreak", "it's \"quoted\" \\ `id`", "", "!!", "~", "*", "日本", new string('x', 4096)];

        var told = await session.RunAsync(
            "printf '<%s>' " + ShellQuote.Join(words), TimeSpan.FromSeconds(10), CancellationToken.None);

        Assert.Equal(string.Concat(words.Select(word => $"<{word}>")), told.Output);
    }

    private static async Task ConnectWith(string option)
    {
        using var server = new SshServer("AcceptEnv LANG LC_*", "X11Forwarding yes");
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var free = SshServer.FreePort();
        server.Configure("Host srv\n  " + option
            .Replace("FOLDER", server.Folder, StringComparison.Ordinal)
            .Replace("FREE", free.ToString(), StringComparison.Ordinal)
            .Replace("TAKEN", ((System.Net.IPEndPoint)taken.LocalEndpoint).Port.ToString(), StringComparison.Ordinal));
        await using var watch = new ConnectionLog(server);
        watch.Connect();

        var session = watch.Next<ConnectionEvent.Ready>().Session;
        await session.SendAsync("hello", CancellationToken.None);
        Assert.StartsWith("\u001e@nonce ready", watch.Hear("\n"), StringComparison.Ordinal);
        watch.Hear("\u001ehello\n");
        var told = await session.RunAsync("echo one", TimeSpan.FromSeconds(10), CancellationToken.None);
        Assert.Equal("one\n", told.Output);
        Assert.False(File.Exists(Path.Combine(server.Folder, "spoilt")), "a local command was run");
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Any, free);
        listener.Start(); // Nobody else listens there, on any address.
    }
}
