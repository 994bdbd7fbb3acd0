using System.Runtime.InteropServices;
using GpuTop.Model;
using Microsoft.Win32.SafeHandles;

namespace GpuTop.Config;

/// <summary>Whether others may change a file that can hold commands. As strict as sshd is with keys (StrictModes): the file and all
/// directories that lead to it belong to the user or to root, and nobody else may write them, except in a directory with the sticky
/// bit. A group counts as the user's own when it is named like the user and has no other members.</summary>
internal static partial class FileTrust
{
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Why a file is not trusted and the command that mends it, one line; null when it is trusted.</summary>
    /// <param name="path">As the user named it; it may be a link.</param>
    /// <param name="file">The same, open: what is checked is what is read.</param>
    public static string? Problem(string path, SafeFileHandle file)
    {
        var full = Path.GetFullPath(path);
        var opened = FileStatus.Of(file);
        // A pipe of the shell, `--config <(...)`, has no directory.
        return opened.IsDevice ? null
            : Problem(full, opened, isDirectory: false, full)
            ?? Parents(full).Concat(RealPath(full) is { } real ? Parents(real) : [])
                .Distinct()
                .Select(directory => Problem(directory, FileStatus.Of(directory), isDirectory: true, full))
                .FirstOrDefault(problem => problem is not null);
    }

    /// <summary>The same of a file or directory whose status is known.</summary>
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

    // As login.defs' USERGROUPS_ENAB makes them: with umask 002 all files of such a user are writable by that group.
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

    // The path without links; null for what has none, as a pipe.
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
