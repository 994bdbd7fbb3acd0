using System.Collections.Immutable;

namespace GpuTop.Cli;

/// <summary>The first <c>gputop.toml</c> of a user: his servers, and how to find the rest.</summary>
internal static class FirstSettings
{
    /// <summary>The text of the file.</summary>
    /// <param name="servers">The servers to watch.</param>
    /// <param name="left">What was left out, and why.</param>
    public static string Text(ImmutableArray<string> servers, ImmutableArray<(string Why, string Servers)> left)
    {
        var lines = new List<string>
        {
            "# The servers that gputop watches. All other settings have a default; gputop.toml.example explains each.",
            ServersLine(servers),
        };
        lines.AddRange(left.Select(item => $"# {item.Why}: {item.Servers}"));
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>The line that names the servers.</summary>
    public static string ServersLine(ImmutableArray<string> servers) => $"servers = [{string.Join(", ", servers.Select(Quote))}]";

    /// <summary>Writes it, whole or not at all; why it could not be written, null when it was.</summary>
    public static string? Write(string path, string text)
    {
        var full = Path.GetFullPath(path);
        var unfinished = full + ".new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(unfinished, text);
            File.Move(unfinished, full, overwrite: true);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be written: {error.Message}";
        }
    }

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
