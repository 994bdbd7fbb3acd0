using System.Collections.Immutable;

namespace GpuTop.Parse;

/// <summary>One Jupyter server that runs.</summary>
/// <param name="Url">Its address without token, as its own machine or container calls it.</param>
/// <param name="Host">Host part of it; may be a container's id that nobody outside can reach.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Token">What lets one in: a secret; null when it asks for a password or nothing.</param>
/// <param name="Directory">Where it was started; null when not told.</param>
internal sealed record JupyterServer(string Url, string Host, int Port, string? Token, string? Directory);

/// <summary>The lists of <c>jupyter server list</c> and <c>jupyter notebook list</c>.</summary>
internal static class JupyterList
{
    /// <summary>The servers, in the order of the list (<c>URL?token=TOKEN :: DIRECTORY</c>); empty when there is none.</summary>
    public static ImmutableArray<JupyterServer> Read(ReadOnlySpan<byte> text) => Rows.Of(text, Server);

    private static JupyterServer? Server(ReadOnlySpan<byte> line)
    {
        // Newer ones put "[JupyterServerListApp] " before each line.
        var start = line.IndexOf("http"u8);
        line = start < 0 ? default : line[start..];
        var mark = line.IndexOf(" :: "u8);
        var address = StringPool.Of(FieldReader.Trim(mark < 0 ? line : line[..mark]));
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Port <= 0 || uri.Host.Length == 0)
        {
            return null;
        }

        const string Key = "token=";
        string? token = null;
        foreach (var part in uri.Query.TrimStart('?').Split('&'))
        {
            token = part.StartsWith(Key, StringComparison.Ordinal) && part.Length > Key.Length ? part[Key.Length..] : token;
        }

        var directory = mark < 0 ? null : StringPool.OrNull(line[(mark + " :: "u8.Length)..]);
        return new JupyterServer(uri.GetLeftPart(UriPartial.Path), uri.Host, uri.Port, token, directory);
    }
}
