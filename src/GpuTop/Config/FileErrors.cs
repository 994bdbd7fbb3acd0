namespace GpuTop.Config;

/// <summary>Why a file can't be opened, in words without its path.</summary>
internal static class FileErrors
{
    /// <summary>The reason.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="path">The file.</param>
    public static string ReasonOf(Exception error, string path) => error switch
    {
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException => "there is no such directory",
        UnauthorizedAccessException => Directory.Exists(path) ? "it is a directory" : "permission denied",
        _ => error.Message,
    };
}
