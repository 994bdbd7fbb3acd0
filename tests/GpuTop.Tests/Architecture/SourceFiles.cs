namespace GpuTop.Tests.Architecture;

/// <summary>Source files on disk, without build output.</summary>
internal static class SourceFiles
{
    /// <summary>Full path of src/GpuTop.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "src", "GpuTop");

    /// <summary>The C# files below a folder, by paths relative to it that have slashes.</summary>
    public static IEnumerable<string> Of(string folder, string pattern = "*.cs") =>
        from file in Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
        let path = Path.GetRelativePath(folder, file).Replace('\\', '/')
        where !path.Split('/').Any(part => part is "obj" or "bin")
        orderby path
        select path;

    /// <summary>The folder of a file, empty for the root.</summary>
    public static string FolderOf(string file) => Path.GetDirectoryName(file)!.Replace('\\', '/');

    /// <summary>The first folder of a path, empty for a file of the root.</summary>
    public static string TopFolderOf(string file) => file.Contains('/') ? file[..file.IndexOf('/')] : "";

    /// <summary>True for files that a generator wrote.</summary>
    public static bool IsGenerated(string file) => file.EndsWith(".g.cs", StringComparison.Ordinal);
}
