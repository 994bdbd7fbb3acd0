using System.Collections.Immutable;
using System.ComponentModel;
using GpuTop.Config.Toml;

namespace GpuTop.Config;

/// <summary>Settings as a file gave them.</summary>
/// <param name="Settings">Usable only when there are no mistakes: where there is one, the default stands.</param>
/// <param name="Mistakes">All of the file's, in its order; empty when all is well.</param>
public sealed record LoadedSettings(Settings Settings, ImmutableArray<Mistake> Mistakes);

/// <summary>The file <c>gputop.toml</c>: where it is and what it says.</summary>
public static class SettingsFile
{
    /// <summary>No settings are that long; a larger file is another one.</summary>
    private const int MaxBytes = 1 << 20;

    /// <summary>
    /// The file to read: the one the user named, whether it exists or not; else the first that exists of
    /// <c>$XDG_CONFIG_HOME/gputop/gputop.toml</c> and <c>~/.config/gputop/gputop.toml</c>; null when neither does. Never one of the
    /// current directory: it can hold commands, and whoever owns the directory would run them as this user.
    /// </summary>
    /// <param name="named">What follows <c>--config</c>; null when that was not given.</param>
    /// <param name="environment">An environment variable's value; null when it is not set.</param>
    /// <param name="exists">Whether there is such a file.</param>
    public static string? Find(string? named, Func<string, string?> environment, Func<string, bool> exists)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return named ?? Candidates(environment).FirstOrDefault(exists);
    }

    /// <summary>Where <c>gputop init</c> writes: the first place that is looked at; null when there is no home.</summary>
    public static string? Preferred(Func<string, string?> environment) => Candidates(environment).FirstOrDefault();

    /// <summary>Reads the file; that it cannot be read or may be written by others is a mistake like any other. No file means the
    /// defaults.</summary>
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
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Unread("there is no such file");
        }
        catch (UnauthorizedAccessException)
        {
            return Unread(Directory.Exists(path) ? "it is a directory" : "permission denied");
        }
        catch (Exception e) when (e is IOException or Win32Exception)
        {
            return Unread(e.Message);
        }

        LoadedSettings Unread(string why) => new(Settings.Default, [new(path, null, null, $"cannot be read: {why}")]);
    }

    /// <summary>Reads a file's text.</summary>
    /// <param name="utf8">Its bytes.</param>
    /// <param name="file">What mistakes call it.</param>
    public static LoadedSettings Parse(ReadOnlySpan<byte> utf8, string file)
    {
        var notes = new SettingsNotes(file);
        return new(Read(utf8, notes), [.. notes.Mistakes.OrderBy(m => (m.Line, m.Column))]);
    }

    /// <summary>Reads a file's text, noting besides mistakes which settings there are and which it has.</summary>
    internal static Settings Read(ReadOnlySpan<byte> utf8, SettingsNotes notes)
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
        // The XDG base directory specification: relative paths are to be ignored.
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
