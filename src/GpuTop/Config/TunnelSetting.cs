using System.IO.Enumeration;

namespace GpuTop.Config;

/// <summary>A port of a server that can be reached as one of this machine's.</summary>
/// <param name="Name">What it is called; unique.</param>
/// <param name="ServerGlob">The servers that have it, by name; <c>*</c> and <c>?</c> as in a shell.</param>
/// <param name="RemoteHost">The machine to connect to as the server sees it; <c>localhost</c> for the server itself.</param>
/// <param name="RemotePort">The port there, 1 to 65535.</param>
/// <param name="LocalPort">The port on 127.0.0.1, 1 to 65535; null when a free one is to be chosen.</param>
/// <param name="Open">Whether it opens by itself when the server is connected.</param>
/// <param name="Scheme">What speaks there, for the URL shown.</param>
public sealed record TunnelSetting(
    string Name, string ServerGlob, string RemoteHost, int RemotePort, int? LocalPort, bool Open, TunnelScheme Scheme)
{
    /// <summary>Whether the server of that name has it.</summary>
    public bool AppliesTo(string server) => FileSystemName.MatchesSimpleExpression(ServerGlob, server, ignoreCase: false);
}

/// <summary>What speaks behind a tunnel.</summary>
public enum TunnelScheme
{
    /// <summary>A web page: the URL begins with <c>http://</c>.</summary>
    Http,

    /// <summary>A web page: the URL begins with <c>https://</c>.</summary>
    Https,

    /// <summary>No web page: the address alone is shown.</summary>
    None,
}
