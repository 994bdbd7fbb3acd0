namespace GpuTop.Model;

/// <summary>The part of a command that checks whether a PID is still that of the same process.</summary>
internal static class ProcessIdentity
{
    /// <summary>Words for <c>sh</c> that read the fields of a process and end with code 1 when it is gone; then <c>$1</c> is its state and
    /// <c>${20}</c> its start.</summary>
    /// <remarks>proc(5): field 22 of <c>stat</c> is the start time; the name before the state may contain blanks and brackets.</remarks>
    /// <param name="pid">The PID: digits, inserted as they are.</param>
    public static string Read(string pid) =>
        $"read -r s 2>/dev/null </proc/{pid}/stat || exit 1; set -f; s=${{s##*) }}; set -- $s";
}
