namespace GpuTop.Ssh;

/// <summary>A connection of a tunnel that the server refused.</summary>
/// <param name="Reason">The reason code in words and the server's description (RFC 4254, 5.1): <c>connect failed: Connection
/// refused</c>.</param>
internal sealed record TunnelRefusal(string Reason)
{
    /// <summary>Whether the server prohibits forwarding (AllowTcpForwarding, PermitOpen, DisableForwarding).</summary>
    public bool IsProhibited => Reason.StartsWith("administratively prohibited", StringComparison.Ordinal);

    /// <summary>The refusal for display.</summary>
    /// <param name="host">The destination's name for the user.</param>
    /// <param name="port">Its port.</param>
    public string Text(string host, int port) => Reason switch
    {
        _ when IsProhibited => "the server refuses tunnels (AllowTcpForwarding no)",
        _ when Reason.EndsWith("Connection refused", StringComparison.Ordinal) => $"nothing listens on {Place(host, port)} there",
        _ => $"the server can't reach {Place(host, port)}: "
            + FailureText.Clean(Reason.Replace("connect failed: ", "", StringComparison.Ordinal)),
    };

    private static string Place(string host, int port) => host is "localhost" or "127.0.0.1" ? $"{port}"
        : host.Contains(':') ? $"[{host}]:{port}" : $"{host}:{port}";
}
