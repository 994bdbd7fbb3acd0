using System.Collections.Immutable;
using System.ComponentModel;
using GpuTop.Config.Toml;

namespace GpuTop.Config;

/// <summary>Settings from a file.</summary>
/// <param name="Settings">Settings, with defaults for invalid values; usable only without mistakes.</param>
/// <param name="Mistakes">All mistakes in the order of the file; may be empty.</param>
public sealed record LoadedSettings(Settings Settings, ImmutableArray<Mistake> Mistakes);

/// <summary>Location and parsing of <c>gputop.toml</c>.</summary>
public static class SettingsFile
{
    /// <summary>Upper limit that detects a file of another kind.</summary>
    private const int MaxBytes = 1 << 20;

    /// <summary>
    /// Path of the file: the one given by the user, whether it exists or not; else the first that exists of
    /// <c>$XDG_CONFIG_HOME/gputop/gputop.toml</c> and <c>~/.config/gputop/gputop.toml</c>; null when neither does. The current directory
    /// is excluded: the file can hold commands, which the owner of the directory could then run as this user.
    /// </summary>
    /// <param name="named">Argument of <c>--config</c>; null when absent.</param>
    /// <param name="environment">Returns the value of an environment variable; null when not set.</param>
    /// <param name="exists">Returns whether a file exists.</param>
    public static string? Find(string? named, Func<string, string?> environment, Func<string, bool> exists)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return named ?? Candidates(environment).FirstOrDefault(exists);
    }

    /// <summary>Path for <c>gputop init</c>: the first default location; null without home directory.</summary>
    public static string? Preferred(Func<string, string?> environment) => Candidates(environment).FirstOrDefault();

    /// <summary>Reads the file; an unreadable file or one that others can write gives a mistake. Null gives the defaults.</summary>
    public static LoadedSettings Load(string? path)
    {
        if (path is null)
        {
            return new(Settings.Default, []);
        }

        try
        {
            using var file = File.OpenRead(path);
            if (FileTrust.Problem(path, file.SafeFileHandle) is { } problem)
            {
                return new(Settings.Default, [new(path, null, null, $"refused, since it can hold commands: {problem}")]);
            }

            var bytes = new byte[MaxBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= MaxBytes ? Parse(bytes.AsSpan(0, length), path) : Unread("it is larger than 1 MiB");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return Unread(FileErrors.ReasonOf(e, path));
        }

        LoadedSettings Unread(string why) => new(Settings.Default, [new(path, null, null, $"cannot be read: {why}")]);
    }

    /// <summary>Parses the content of a file.</summary>
    /// <param name="utf8">Content.</param>
    /// <param name="file">File name for mistakes.</param>
    public static LoadedSettings Parse(ReadOnlySpan<byte> utf8, string file)
    {
        var notes = new SettingsMistakes(file);
        return new(Read(utf8, notes), [.. notes.Mistakes.OrderBy(m => (m.Line, m.Column))]);
    }

    /// <summary>Parses the content of a file, and collects mistakes, known and present settings.</summary>
    internal static Settings Read(ReadOnlySpan<byte> utf8, SettingsMistakes notes)
    {
        var document = TomlDocument.Read(utf8);
        foreach (var mistake in document.Mistakes)
        {
            notes.Add(new(mistake.Line ?? 1, mistake.Column ?? 1), mistake.Text);
        }

        return new SettingsReader(notes).Read(document.Root);
    }

    private static IEnumerable<string> Candidates(Func<string, string?> environment)
    {
        const string name = "gputop.toml";
        // XDG base directory specification: relative paths must be ignored.
        if (environment("XDG_CONFIG_HOME") is { } config && Path.IsPathRooted(config))
        {
            yield return Path.Combine(config, "gputop", name);
        }

        if (environment("HOME") is { } home && Path.IsPathRooted(home))
        {
            yield return Path.Combine(home, ".config", "gputop", name);
        }
    }
}
