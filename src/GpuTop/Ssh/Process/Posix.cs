using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GpuTop.Ssh;

/// <summary>System calls that .NET lacks.</summary>
internal static partial class Posix
{
    private const int Term = 15;
    private const int NoSuchProcess = 3;

    /// <summary>ENOENT.</summary>
    public const int NoSuchFile = 2;

    public static uint UserId => geteuid();

    /// <summary>Id of the parent process; that of the adopting process once the parent is gone.</summary>
    public static int ParentId => getppid();

    /// <summary>Session id of a process, 0 for this one; -1 when there is no such process.</summary>
    public static int SessionOf(int pid) => getsid(pid);

    /// <summary>Sends SIGTERM to a child that was not waited for yet.</summary>
    public static void Terminate(int pid) => _ = kill(pid, Term);

    /// <summary>Whether a process with this id exists.</summary>
    public static bool Exists(int pid) => kill(pid, 0) == 0 || Marshal.GetLastPInvokeError() != NoSuchProcess;

    /// <summary>Number of file descriptors left to this process (RLIMIT_NOFILE); null where it is unknown.</summary>
    public static unsafe long? DescriptorsLeft()
    {
        var limits = stackalloc ulong[2]; // struct rlimit: soft, hard
        var resource = OperatingSystem.IsMacOS() ? 8 : 7;
        const string OpenOnes = "/dev/fd";
        return getrlimit(resource, limits) == 0 && limits[0] < int.MaxValue && Directory.Exists(OpenOnes)
            ? (long)limits[0] - Directory.EnumerateFileSystemEntries(OpenOnes).Count()
            : null;
    }

    /// <summary>User id of the peer of a unix socket; null where it is unknown (SO_PEERCRED is specific to Linux).</summary>
    public static uint? PeerUserId(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        Span<byte> credentials = stackalloc byte[12]; // struct ucred: pid, uid, gid
        const int SolSocket = 1;
        const int PeerCredentials = 17;
        socket.GetRawSocketOption(SolSocket, PeerCredentials, credentials);
        return MemoryMarshal.Read<uint>(credentials[4..8]);
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int pid, int signal);

    [LibraryImport("libc")]
    private static unsafe partial int getrlimit(int resource, ulong* limits);

    [LibraryImport("libc")]
    private static partial uint geteuid();

    [LibraryImport("libc")]
    private static partial int getppid();

    [LibraryImport("libc")]
    private static partial int getsid(int pid);
}
