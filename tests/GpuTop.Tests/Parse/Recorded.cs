namespace GpuTop.Tests.Parse;

/// <summary>The shared recordings of command output.</summary>
internal static class Recorded
{
    /// <summary>The bytes of one recording.</summary>
    public static byte[] Bytes(string folder, string name) => File.ReadAllBytes(Path.Combine(Folder(folder), name));

    /// <summary>The recordings of a folder with a name prefix, by name.</summary>
    public static SortedDictionary<string, byte[]> All(string folder, string prefix = "") =>
        new(
            Directory.GetFiles(Folder(folder), prefix + "*").ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes),
            StringComparer.Ordinal);

    private static string Folder(string folder) => Repository.Shared("recordings/" + folder)!;
}
