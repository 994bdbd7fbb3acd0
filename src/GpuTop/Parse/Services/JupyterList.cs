using System.Collections.Immutable;

namespace GpuTop.Parse;

/// <summary>The lists of <c>jupyter server list</c> and <c>jupyter notebook list</c>.</summary>
internal static class JupyterList
{
    private const string TokenKey = "token=";

    /// <summary>Port (1 to 65535) and token of each server with a token, in the order of the list
    /// (<c>URL?token=TOKEN :: DIRECTORY</c>). The host is left out: a container or a machine with a shared home prints its own.</summary>
    public static ImmutableArray<(int Port, string Token)> Tokens(ReadOnlySpan<byte> text)
    {
        var servers = ImmutableArray.CreateBuilder<(int Port, string Token)>();
        while (servers.Count < Limits.Others && FieldReader.TryTakeLine(ref text, out var line))
        {
            if (Address(line) is { } address && Token(address) is { } token)
            {
                servers.Add((address.Port, token));
            }
        }

        return servers.ToImmutable();
    }

    private static Uri? Address(ReadOnlySpan<byte> line)
    {
        // Newer versions print "[JupyterServerListApp] " before each address.
        var start = line.IndexOf("http"u8);
        line = start < 0 ? default : line[start..];
        var end = line.IndexOf(" :: "u8);
        var address = StringPool.Of(FieldReader.Trim(end < 0 ? line : line[..end]));
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Port > 0 && uri.Host.Length > 0 ? uri : null;
    }

    private static string? Token(Uri address)
    {
        string? token = null;
        foreach (var part in address.Query.TrimStart('?').Split('&'))
        {
            token = part.StartsWith(TokenKey, StringComparison.Ordinal) && part.Length > TokenKey.Length ? part[TokenKey.Length..] : token;
        }

        return token;
    }
}
