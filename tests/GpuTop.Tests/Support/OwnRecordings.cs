
namespace GpuTop.Tests;

/// <summary>The project's own recordings of servers' commands, in tests/Recordings.</summary>
internal static class OwnRecordings
{
    private static string Root => Path.Combine(Repository.Root, "tests", "Recordings");

    /// <summary>Paths of all recordings, relative to their folder, with slashes.</summary>
    public static IEnumerable<string> All => Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    /// <summary>The bytes of one recording.</summary>
    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Root, name));

    /// <summary>The text of one recording.</summary>
    public static string Text(string name) => File.ReadAllText(Path.Combine(Root, name));

    /// <summary>The lines of one recording, without the empty ones.</summary>
    public static string[] Lines(string name) =>
        Text(name).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines of one recording, each after the mark that the probe sets before it.</summary>
    public static string Tagged(char tag, string name) => string.Concat(Lines(name).Select(line => $"{tag} {line}\n"));
}
