using System.Collections.Immutable;

namespace GpuTop.Parse;

/// <summary>The lists of <c>jupyter server list</c> and <c>jupyter notebook list</c>. Which ports are Jupyter servers is decided by
/// <c>ListeningProgram</c>.</summary>
internal static class JupyterTokens
{
    private const string TokenKey = "token=";

    /// <summary>Port (1 to 65535) and token of each server with a token, in the order of the list
    /// (<c>URL?token=TOKEN :: DIRECTORY</c>). The host is left out: a container or a machine with a shared home prints its own.</summary>
    public static ImmutableArray<(int Port, string Token)> Tokens(string text) =>
    [
        .. (from line in text.EachLine()
            let address = Address(line)
            where address is not null
            let token = Token(address)
            where token is not null
            select (address.Port, token)).Take(ListLimits.Others),
    ];

    private static Uri? Address(string line)
    {
        // Newer versions print "[JupyterServerListApp] " before each address.
        var start = Math.Max(0, line.IndexOf("http", StringComparison.Ordinal));
        var address = line[start..].Split(" :: ")[0].Trim();
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Port > 0 && uri.Host.Length > 0 ? uri : null;
    }

    private static string? Token(Uri address) =>
        address.Query.TrimStart('?').Split('&')
            .LastOrDefault(part => part.StartsWith(TokenKey, StringComparison.Ordinal) && part.Length > TokenKey.Length)
            ?[TokenKey.Length..];
}
