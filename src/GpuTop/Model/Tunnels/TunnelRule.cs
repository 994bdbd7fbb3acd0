using System.IO.Enumeration;

namespace GpuTop.Model;

/// <summary>Configured tunnel from a local port to a port that a server can reach.</summary>
/// <param name="Name">Name; unique.</param>
/// <param name="ServerGlob">Server names, <c>*</c> and <c>?</c> as in a shell.</param>
/// <param name="RemoteHost">Host to connect to from the server; <c>localhost</c> for the server itself.</param>
/// <param name="RemotePort">Port there, 1 to 65535.</param>
/// <param name="LocalPort">Requested port on 127.0.0.1, 1 to 65535; null for any free one.</param>
/// <param name="OpensAutomatically">Whether it opens automatically when the server is connected.</param>
/// <param name="Scheme">Protocol, for the displayed URL.</param>
public sealed record TunnelRule(
    string Name, string ServerGlob, string RemoteHost, int RemotePort, int? LocalPort, bool OpensAutomatically, TunnelScheme Scheme)
{
    /// <summary>Whether a server has the tunnel.</summary>
    public bool AppliesTo(string server) => FileSystemName.MatchesSimpleExpression(ServerGlob, server, ignoreCase: false);

    /// <summary>Scheme of the URL; null for other protocols.</summary>
    public string? UrlScheme => Scheme switch
    {
        TunnelScheme.Http => "http",
        TunnelScheme.Https => "https",
        _ => null,
    };
}

/// <summary>Protocol of a tunnel.</summary>
public enum TunnelScheme
{
    /// <summary>HTTP.</summary>
    Http,

    /// <summary>HTTPS.</summary>
    Https,

    /// <summary>Other protocol: the address is shown instead of a URL.</summary>
    None,
}
