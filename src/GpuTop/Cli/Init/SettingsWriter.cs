using System.Collections.Immutable;
using System.Text;
using GpuTop.Config;

namespace GpuTop.Cli;

/// <summary>Writes servers into a new or an existing <c>gputop.toml</c>.</summary>
internal static class SettingsWriter
{
    /// <summary>The error when no directory for the file is known.</summary>
    public const string NoHome = "HOME names no directory to keep gputop.toml in; try: gputop init --config FILE";

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

    /// <summary>Writes the file; the error, or null. A configuration that a group may write is refused when it is read.</summary>
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
            return $"{path} cannot be read: {FileErrors.ReasonOf(error, path)}";
        }
    }

    private static string? Write(string path, byte[] utf8)
    {
        try
        {
            AtomicFile.Write(path, utf8);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be written: {FileErrors.ReasonOf(error, path)}";
        }
    }
}
