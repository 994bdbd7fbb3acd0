namespace GpuTop.Tests.Architecture;

/// <summary>Source files on disk, without build output.</summary>
internal static class SourceFiles
{
    private const string Demo = "GpuTop.Demo/";

    private static readonly string Src = Path.Combine(Repository.Root, "src");

    /// <summary>The files of src/GpuTop by paths relative to it, and those of src/GpuTop.Demo by paths relative to src.</summary>
    public static IEnumerable<string> Product(string pattern = "*.cs") =>
        Of(Path.Combine(Src, "GpuTop"), pattern).Concat(Of(Path.Combine(Src, Demo), pattern).Select(file => Demo + file));

    /// <summary>Full path of a file of <see cref="Product"/>.</summary>
    public static string FullPath(string file) =>
        Path.Combine(Src, file.StartsWith(Demo, StringComparison.Ordinal) ? "" : "GpuTop", file);

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
