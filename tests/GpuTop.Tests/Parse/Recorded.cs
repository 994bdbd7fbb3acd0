namespace GpuTop.Tests.Parse;

/// <summary>The shared recordings of command output.</summary>
internal static class Recorded
{
    /// <summary>The text of one recording.</summary>
    public static string Text(string folder, string name) => File.ReadAllText(Path.Combine(Folder(folder), name));

    /// <summary>The recordings of a folder with a name prefix, by name.</summary>
    public static SortedDictionary<string, string> All(string folder, string prefix = "") =>
        new(
            Directory.GetFiles(Folder(folder), prefix + "*").ToDictionary(path => Path.GetFileName(path), File.ReadAllText),
            StringComparer.Ordinal);

    private static string Folder(string folder) => Repository.Shared("recordings/" + folder)!;
}
