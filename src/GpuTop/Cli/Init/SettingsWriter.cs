using System.Collections.Immutable;
using System.Text;
using GpuTop.Config;

namespace GpuTop.Cli;

/// <summary>Writes servers into a new or an existing <c>gputop.toml</c>.</summary>
internal static class SettingsWriter
{
    /// <summary>The error when no directory for the file is known.</summary>
    public const string NoHome = "HOME names no directory to keep gputop.toml in; try: gputop init --config FILE";

    // Independent of the umask: a configuration that a group may write is refused when it is read.
    private const UnixFileMode FileMode644 =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode DirectoryMode755 =
        FileMode644 | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The text of a new file.</summary>
    /// <param name="servers">The servers to watch.</param>
    /// <param name="left">Servers that are left out, by reason; they become comments.</param>
    public static string Text(ImmutableArray<string> servers, ImmutableArray<(string Why, string Servers)> left)
    {
        var lines = new List<string>
        {
            "# The servers that gputop watches. All other settings have a default; gputop.toml.example explains each.",
            SettingsEdit.ServersLine(servers),
        };
        lines.AddRange(left.Select(item => $"# {item.Why}: {item.Servers}"));
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>Writes the file atomically; the error, or null.</summary>
    public static string? Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds servers to an existing file and keeps all else in it; the error, or null. The file must have no mistakes and not name
    /// these servers.</summary>
    public static string? Add(string path, ImmutableArray<string> hosts)
    {
        try
        {
            return SettingsEdit.AddServers(File.ReadAllBytes(path), hosts) is { } changed
                ? Write(path, changed)
                : $"{path} cannot be added to; put this into it: {SettingsEdit.ServersLine(hosts)}";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be read: {error.Message}";
        }
    }

    private static string? Write(string path, byte[] utf8)
    {
        try
        {
            // The file may be a link into a directory of dot files: write its target, keep the link.
            var isThere = File.Exists(path);
            var full = (isThere ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
            var unfinished = full + ".new";
            Directory.CreateDirectory(Path.GetDirectoryName(full)!, DirectoryMode755);
            // Do not follow a link of that name.
            File.Delete(unfinished);
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = isThere ? File.GetUnixFileMode(full) : FileMode644,
            };
            using (var file = new FileStream(unfinished, options))
            {
                file.Write(utf8);
            }

            File.Move(unfinished, full, overwrite: true);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be written: {error.Message}";
        }
    }
}
