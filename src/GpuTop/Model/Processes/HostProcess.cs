namespace GpuTop.Model;

/// <summary>Process with high CPU use, from <c>top</c>.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="User">Login name; as printed by <c>top</c>, possibly cut with <c>+</c>, until the account is known.</param>
/// <param name="CpuPercent">Percent of one core over top's interval; null when top's column is unreadable.</param>
/// <param name="HostMemoryMiB">Resident memory, MiB; null when top's column is unreadable.</param>
/// <param name="Command">Command line, possibly cut by <c>top</c>.</param>
public sealed record HostProcess(int Pid, string User, double? CpuPercent, int? HostMemoryMiB, string Command)
{
    /// <summary>User id of the owner; null when not reported. Source: <c>Uid:</c> of <c>/proc/PID/status</c>.</summary>
    public int? UserId { get; init; }
}
