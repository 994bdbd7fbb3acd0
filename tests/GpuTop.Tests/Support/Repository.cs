namespace GpuTop.Tests;

/// <summary>Where this checkout stands, and the shared data that may stand beside it.</summary>
internal static class Repository
{
    /// <summary>The folder that holds GpuTop.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Full path of a folder or file of the shared data; null where this clone has none beside it.</summary>
    public static string? Shared(string relative)
    {
        var path = Path.GetFullPath(Path.Combine(Root, "..", "shared", relative));
        return Path.Exists(path) ? path : null;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GpuTop.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("GpuTop.sln was not found above " + AppContext.BaseDirectory);
    }
}
