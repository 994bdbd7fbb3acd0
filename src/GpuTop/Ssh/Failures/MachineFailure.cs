using System.ComponentModel;

namespace GpuTop.Ssh;

/// <summary>Failures of this machine: it could not provide a process, file or folder.</summary>
internal static class MachineFailure
{
    /// <summary>Whether an exception means that this machine could not provide a process, file or folder.</summary>
    /// <remarks>Without a descriptor to map a library the runtime throws OutOfMemoryException.</remarks>
    public static bool Explains(Exception refusal) =>
        refusal is Win32Exception or IOException or UnauthorizedAccessException or OutOfMemoryException;

    /// <summary>The failure for such an exception.</summary>
    public static Failure Of(Exception refusal) => refusal is Win32Exception
        ? new(FailureKind.Lost, "this machine cannot start a process: " + FailureText.Clean(refusal.Message), "see ulimit -u and ulimit -n")
        : new(FailureKind.Lost, "this machine: " + FailureText.Clean(refusal.Message));
}
