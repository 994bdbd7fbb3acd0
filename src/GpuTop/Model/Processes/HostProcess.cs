namespace GpuTop.Model;

/// <summary>One process as <c>top</c> lists it: those that fill the CPUs.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="User">Login name; as <c>top</c> prints it, possibly cut with <c>+</c>, until the account is known.</param>
/// <param name="CpuPercent">Percent of one core over top's interval; null when top's column is unreadable.</param>
/// <param name="HostMemoryMiB">Resident memory, MiB; null when top's column is unreadable.</param>
/// <param name="Command">Command line as wide as <c>top</c> gives it.</param>
public sealed record HostProcess(int Pid, string User, double? CpuPercent, int? HostMemoryMiB, string Command)
{
    /// <summary>Numeric owner; null when not told. Source: <c>Uid:</c> of <c>/proc/PID/status</c>.</summary>
    public int? UserId { get; init; }
}
