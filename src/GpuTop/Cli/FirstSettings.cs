using System.Collections.Immutable;

namespace GpuTop.Cli;

/// <summary>The first <c>gputop.toml</c> of a user: his servers, and how to find the rest.</summary>
internal static class FirstSettings
{
    /// <summary>What is said when there is no place to write to.</summary>
    public const string NoHome = "HOME names no directory to keep gputop.toml in; try: gputop init --config FILE";

    // Whatever the umask: a configuration that a group may write is refused when it is read.
    private const UnixFileMode FileMode644 = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode DirectoryMode755 =
        FileMode644 | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

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
            Directory.CreateDirectory(Path.GetDirectoryName(full)!, DirectoryMode755);
            File.Delete(unfinished);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = FileMode644 };
            using (var file = new StreamWriter(unfinished, options))
            {
                file.Write(text);
            }

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
