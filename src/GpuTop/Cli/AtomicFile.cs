namespace GpuTop.Cli;

/// <summary>Writes whole files: a reader and a crash see the old or the new text.</summary>
internal static class AtomicFile
{
    private const UnixFileMode FileMode644 =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode DirectoryMode755 =
        FileMode644 | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Writes a file and the directories above it. A file that is there keeps its permissions; a new one can be written by its
    /// owner only, whatever the umask.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        // The file may be a link into a directory of dot files: write its target, keep the link.
        var isThere = File.Exists(path);
        var full = (isThere ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
        // Another gputop may write the same file.
        var unfinished = $"{full}.{Environment.ProcessId}.new";
        Directory.CreateDirectory(Path.GetDirectoryName(full)!, DirectoryMode755);
        // Do not follow a link of that name.
        File.Delete(unfinished);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = isThere ? File.GetUnixFileMode(full) : FileMode644,
        };
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(bytes);
        }

        File.Move(unfinished, full, overwrite: true);
    }
}
