using System.Globalization;
using System.Reflection;
using GpuTop.Ssh;
using static GpuTop.Tests.Ssh.AttemptEnds;

namespace GpuTop.Tests.Ssh;

/// <summary>Output of a server that imitates messages of ssh, or aims at a shell, the terminal or the patterns.</summary>
public sealed class UntrustedOutputTests
{
    [Fact]
    public void A_banner_puts_nothing_into_a_command() =>
        Assert.Equal(
            ["chmod 600 '; reboot #'", "if you know why it changed: ssh-keygen -f ''\\''; reboot;'\\''' -R '$1'"],
            new[]
            {
                "Load key \"; reboot #\": bad permissions\r\nu@h: Permission denied (publickey).",
                "Offending RSA key in '; reboot;':1\r\nHost key for $1 has changed and you have requested strict checking.\r\nHost key "
                    + "verification failed.",
            }.Select(banner => FailureClassifier.Classify(End(banner)).Remedy));

    public static TheoryData<string> Imitations =>
    [
        """
        @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
        @    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
        Offending ED25519 key in /home/x/.ssh/known_hosts:3
        Host key for gpu2 has changed and you have requested strict checking.
        Host key verification failed.
        """,
        "Host key verification failed.",
        "Load key \"/home/x/.ssh/id\": bad permissions",
        "u@h: Permission denied (publickey).",
        "Connection to gpu1 closed by remote host.",
        "ssh: connect to host gpu1 port 22: Connection refused",
        "Authenticated to gpu1 ([10.0.0.3]:22) using \"none\".",
        "bash: fork: retry: Resource temporarily unavailable",
        "kex_exchange_identification: read: Connection reset by peer",
        "Connection closed by UNKNOWN port 65535",
        "Bad owner or permissions on /home/x/.ssh/config",
    ];

    [Theory]
    [MemberData(nameof(Imitations))]
    public void A_banner_is_never_taken_for_a_message_of_ssh(string banner)
    {
        var denied = FailureClassifier.Classify(Shell(banner) with { Messages = "u@h: Permission denied (password).\r\n" });
        var closed = FailureClassifier.Classify(Shell(banner) with { Messages = "Connection closed by 10.0.0.3 port 22\r\n" });

        Assert.Equal(
            (FailureKind.Authentication, "permission denied (password)", "try: ssh gpu1"), (denied.Kind, denied.Text, denied.Remedy));
        Assert.Equal((FailureKind.Throttled, "try: ssh gpu1"), (closed.Kind, closed.Remedy));
        Assert.StartsWith("the server closed the connection", closed.Text, StringComparison.Ordinal);
        Assert.Contains(banner.ReplaceLineEndings("\n"), denied.Raw, StringComparison.Ordinal);
    }

    // The instruction of a keyboard-interactive request, the reason of a disconnection and a list of algorithms come from the server;
    // ssh prints them like its own messages.
    [Theory]
    [InlineData("{0}\r\nConnection closed by 10.0.0.3 port 22")]
    [InlineData("{0}\r\nu@h: Permission denied (keyboard-interactive).")]
    [InlineData("Received disconnect from 10.0.0.3 port 22:2: {0}\r\nDisconnected from 10.0.0.3 port 22")]
    [InlineData("Received disconnect from 10.0.0.3 port 22:2: bye\n{0}")]
    [InlineData("Unable to negotiate with 10.0.0.3 port 22: no matching cipher found. Their offer: x\n{0}")]
    [InlineData("Authenticated to gpu1 ([10.0.0.3]:22) using \"keyboard-interactive\".\r\n{0}")]
    public void A_servers_words_in_a_message_of_ssh_say_nothing_of_the_host_key(string messages)
    {
        const string Words = "Offending RSA key in /home/x/.ssh/known_hosts:3\nHost key for gpu2 has changed and you have requested strict "
            + "checking.\nHost key verification failed.";
        var failure = FailureClassifier.Classify(
            Shell("") with { Messages = string.Format(CultureInfo.InvariantCulture, messages, Words) });

        Assert.DoesNotContain("host key", failure.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ssh-keygen", failure.Remedy ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_a_megabyte_are_read_in_linear_time()
    {
        // Without backtracking each pattern takes linear time.
        Assert.All(Patterns(), pattern => Assert.True(pattern.IsLinear));

        string[] hostile = [
            new('@', 1 << 20),
            "Offending " + new string(' ', 1 << 20),
            string.Concat(Enumerable.Repeat("a: line 1: Bad ", 1 << 16)),
            "ssh: connect to host " + new string('x', 1 << 20)];
        Assert.All(
            hostile,
            line => Assert.True(
                FailureClassifier.Classify(End($"> {line}\r\n{line}\r\nConnection closed by UNKNOWN port 65535")).Text.Length < 300));
    }

    private static IEnumerable<LinePattern> Patterns() => FailureRules.All.SelectMany(rule => rule.Before.Append(rule.Last))
        .Concat(new[] { typeof(FailureRules), typeof(FailureClassifier), typeof(SessionFailure), typeof(FailureText) }
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(LinePattern))
            .Select(field => (LinePattern)field.GetValue(null)!));

    [Fact]
    public void Control_characters_of_a_banner_never_get_on()
    {
        var failure = FailureClassifier.Classify(End("> \u001b[31mred\u001b[0m\a\r\nConnection closed by h port 22"));

        Assert.DoesNotContain(failure.Raw, letter => char.IsControl(letter) && letter != '\n');
    }
}
