using System.Collections.Immutable;

namespace GpuTop.Ssh;

/// <summary>The route of ssh to a host, from <c>ssh -G</c>.</summary>
/// <param name="HostName">Name or address after the user's configuration was applied.</param>
/// <param name="Port">The port as ssh prints it.</param>
/// <param name="Jumps">The hosts of ProxyJump, first hop first; empty without.</param>
/// <param name="ProxyCommand">The user's ProxyCommand; null without.</param>
internal sealed record SshRoute(string HostName, string Port, ImmutableArray<string> Jumps, string? ProxyCommand)
{
    /// <summary>Key of the sshd whose limit of unauthenticated connections counts: the server's own, by the way to it.</summary>
    public string LoginLimitKey => ProxyCommand ?? string.Join(' ', [.. Jumps, HostName + ":" + Port]);

    /// <summary>Parses the output of <c>ssh -G</c>.</summary>
    /// <param name="text">The output.</param>
    /// <param name="host">Its argument.</param>
    public static SshRoute Parse(string text, string host)
    {
        var values = SshSettingsText.Values(text);
        string Value(string key) => SshSettingsText.One(values, key) ?? "";

        // Those of ProxyJump, which -G does not expand.
        var tokens = new Dictionary<char, string>
        {
            ['%'] = "%",
            ['h'] = Value("hostname"),
            ['n'] = JumpHost.Parse(host).Host,
            ['p'] = Value("port"),
            ['r'] = Value("user"),
        };
        return new SshRoute(
            Value("hostname"),
            SshSettingsText.One(values, "port") ?? "22",
            [.. SshSettingsText.Jumps(values).Select(jump => SshSettingsText.Expand(jump, tokens))],
            SshSettingsText.One(values, "proxycommand"));
    }
}
