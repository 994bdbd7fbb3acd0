using System.Runtime.InteropServices;
using GpuTop.Model;
using Microsoft.Win32.SafeHandles;

namespace GpuTop.Config;

/// <summary>Permission check of a file that can hold commands. As strict as sshd's StrictModes for keys: the file and all its parent
/// directories belong to the user or to root and are writable by nobody else, except directories with the sticky bit. A group with
/// the user's name and no other members counts as the user.</summary>
internal static partial class FileTrust
{
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Reason why a file is not trusted with the command that fixes it, one line; null when it is trusted.</summary>
    /// <param name="path">Path as named by the user; may be a link.</param>
    /// <param name="file">The same file, open: the check applies to what is read.</param>
    public static string? Problem(string path, SafeFileHandle file)
    {
        var full = Path.GetFullPath(path);
        var opened = FileStatus.Of(file);
        // A shell pipe, `--config <(...)`, has no directory.
        return opened.IsDevice ? null
            : Problem(full, opened, isDirectory: false, full)
            ?? Parents(full).Concat(RealPath(full) is { } real ? Parents(real) : [])
                .Distinct()
                .Select(directory => Problem(directory, FileStatus.Of(directory), isDirectory: true, full))
                .FirstOrDefault(problem => problem is not null);
    }

    /// <summary>The same check for a file or directory with known status.</summary>
    internal static string? Problem(string path, FileStatus status, bool isDirectory, string file)
    {
        var what = isDirectory ? $"the directory {path}" : "it";
        if (status.UserId is { } owner && owner != 0 && owner != geteuid())
        {
            var copy = $"cp {ShellQuote.QuoteIfNeeded(file)} ~/my-gputop.toml && gputop --config ~/my-gputop.toml";
            return $"{what} belongs to another user (uid {owner}); if you trust what it says: {copy}";
        }

        var isSticky = isDirectory && status.Mode.HasFlag(UnixFileMode.StickyBit);
        var writers = isSticky ? UnixFileMode.None : status.Mode & OthersWrite;
        if (status.GroupId is { } group && writers.HasFlag(UnixFileMode.GroupWrite) && IsOwnGroup(group))
        {
            writers &= ~UnixFileMode.GroupWrite;
        }

        var who = writers.HasFlag(UnixFileMode.OtherWrite) ? "every user" : "its group";
        return writers == UnixFileMode.None ? null : $"{who} may write {what}; try: chmod go-w {ShellQuote.QuoteIfNeeded(path)}";
    }

    private static IEnumerable<string> Parents(string path)
    {
        for (var directory = Path.GetDirectoryName(path); directory is not null; directory = Path.GetDirectoryName(directory))
        {
            yield return directory;
        }
    }

    // User private groups (login.defs' USERGROUPS_ENAB): with umask 002 all files of such a user are writable by that group.
    private static unsafe bool IsOwnGroup(uint id)
    {
        var group = getgrgid(id);
        if (group is null || Marshal.PtrToStringUTF8((nint)group->Name) != Environment.UserName)
        {
            return false;
        }

        for (var member = group->Members; member is not null && *member is not null; member++)
        {
            if (Marshal.PtrToStringUTF8((nint)(*member)) != Environment.UserName)
            {
                return false;
            }
        }

        return true;
    }

    // The path with links resolved; null for files without path, such as pipes.
    private static unsafe string? RealPath(string path)
    {
        var real = realpath(path, null);
        try
        {
            return Marshal.PtrToStringUTF8((nint)real) is { } text && File.Exists(text) ? text : null;
        }
        finally
        {
            NativeMemory.Free(real);
        }
    }

    [LibraryImport("libc")]
    private static partial uint geteuid();

    [LibraryImport("libc")]
    private static unsafe partial GroupEntry* getgrgid(uint id);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial byte* realpath(string path, byte* buffer);

    // struct group of grp.h, on Linux and macOS.
    private unsafe struct GroupEntry
    {
#pragma warning disable CS0649 // Written by the C library.
        public byte* Name;
        public byte* Password;
        public uint Id;
        public byte** Members;
#pragma warning restore CS0649
    }
}
