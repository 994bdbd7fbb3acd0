using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GpuTop.Config;

/// <summary>Owner and permissions of a file or directory.</summary>
/// <param name="UserId">Owner; null on systems other than Linux.</param>
/// <param name="GroupId">Group; null where <paramref name="UserId"/> is.</param>
/// <param name="Mode">Permissions with the sticky bit.</param>
/// <param name="IsDevice">Whether it is a character device, such as <c>/dev/null</c>; false on systems other than Linux.</param>
internal sealed partial record FileStatus(uint? UserId, uint? GroupId, UnixFileMode Mode, bool IsDevice)
{
    private const int PermissionBits = 0xFFF;
    private const int TypeBits = 0xF000;
    private const int CharacterDevice = 0x2000;
    private const int WorkingDirectory = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH: the descriptor itself

    /// <summary>Status of a path.</summary>
    /// <param name="path">File or directory.</param>
    /// <param name="followLink">Whether to follow a link.</param>
    /// <exception cref="Win32Exception">The path does not exist or is not accessible.</exception>
    public static FileStatus Of(string path, bool followLink = true) => OperatingSystem.IsLinux()
        ? Ask(WorkingDirectory, path, followLink ? 0 : NoFollow)
        : new(null, null, File.GetUnixFileMode(path), IsDevice: false);

    /// <summary>Status of an open file, independent of its path.</summary>
    public static FileStatus Of(SafeFileHandle file) => OperatingSystem.IsLinux()
        ? Ask((int)file.DangerousGetHandle(), "", EmptyPath)
        : new(null, null, File.GetUnixFileMode(file), IsDevice: false);

    private static unsafe FileStatus Ask(int directory, string path, int flags)
    {
        // statx(2): its layout is the same on every architecture, unlike that of struct stat.
        var buffer = stackalloc byte[256];
        const uint TypeModeUidGid = 0x1 | 0x2 | 0x8 | 0x10;
        if (statx(directory, path, flags, TypeModeUidGid, buffer) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        var mode = *(ushort*)(buffer + 28);
        var isDevice = (mode & TypeBits) == CharacterDevice;
        return new(*(uint*)(buffer + 20), *(uint*)(buffer + 24), (UnixFileMode)(mode & PermissionBits), isDevice);
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int statx(int directory, string path, int flags, uint mask, byte* buffer);
}
