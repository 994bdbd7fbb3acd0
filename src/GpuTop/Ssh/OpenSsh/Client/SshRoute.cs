using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace GpuTop.Ssh;

/// <summary>The route of ssh to a host, from <c>ssh -G</c>.</summary>
/// <param name="HostName">Name or address after the user's configuration was applied.</param>
/// <param name="Port">The port as ssh prints it.</param>
/// <param name="Jumps">The hosts of ProxyJump, first hop first; empty without.</param>
/// <param name="ProxyCommand">The user's ProxyCommand; null without.</param>
internal sealed partial record SshRoute(string HostName, string Port, ImmutableArray<string> Jumps, string? ProxyCommand)
{
    /// <summary>Key of the sshd whose limit of unauthenticated connections counts: the server's own, by the way to it.</summary>
    public string LoginLimitKey => ProxyCommand ?? string.Join(' ', [.. Jumps, HostName + ":" + Port]);

    /// <summary>Parses the output of <c>ssh -G</c>.</summary>
    /// <param name="text">The output.</param>
    /// <param name="host">Its argument.</param>
    public static SshRoute Parse(string text, string host)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var blank = line.IndexOf(' ');
            if (blank > 0)
            {
                values.TryAdd(line[..blank].ToString(), line[(blank + 1)..].Trim().ToString());
            }
        }

        var jumps = Value("proxyjump") is { } list
            ? [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Expand)]
            : ImmutableArray<string>.Empty;
        return new SshRoute(Value("hostname") ?? "", Value("port") ?? "22", jumps, Value("proxycommand"));

        // ssh_config(5), TOKENS: those of ProxyJump, which -G does not expand.
        string Expand(string jump) => Token().Replace(jump, token => token.Value switch
        {
            "%h" => Value("hostname") ?? "",
            "%n" => JumpHost.Parse(host).Host,
            "%p" => Value("port") ?? "",
            "%r" => Value("user") ?? "",
            "%%" => "%",
            var other => other,
        });

        string? Value(string key) => values.GetValueOrDefault(key) is { Length: > 0 } value && value != "none" ? value : null;
    }

    [GeneratedRegex("%.", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
