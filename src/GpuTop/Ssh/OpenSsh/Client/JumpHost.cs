using System.Collections.Immutable;

namespace GpuTop.Ssh;

/// <summary>One element of a ProxyJump list: <c>[user@]host[:port]</c> or <c>ssh://[user@]host[:port]</c>.</summary>
internal sealed record JumpHost(string? User, string Host, string? Port)
{
    /// <summary>The arguments of ssh for this host, the destination last.</summary>
    public ImmutableArray<string> Arguments =>
    [
        .. User is null ? ReadOnlySpan<string>.Empty : ["-l", User],
        .. Port is null ? ReadOnlySpan<string>.Empty : ["-p", Port],
        "--", Host,
    ];

    public static JumpHost Parse(string text)
    {
        const string Scheme = "ssh://";
        if (text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            text = text[Scheme.Length..].TrimEnd('/');
        }

        var at = text.LastIndexOf('@'); // A user name may hold an @, a host name may not.
        var user = at > 0 ? text[..at] : null;
        var host = text[(at + 1)..];
        string? port = null;
        var colon = host.LastIndexOf(':');
        var bracket = host.LastIndexOf(']');

        // More than one colon without brackets is a bare IPv6 address.
        if (colon > bracket && (bracket >= 0 || host.IndexOf(':') == colon))
        {
            port = host[(colon + 1)..];
            host = host[..colon];
        }

        return new JumpHost(user, host.TrimStart('[').TrimEnd(']'), port);
    }
}
