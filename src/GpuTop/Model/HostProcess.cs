namespace GpuTop.Model;

/// <summary>One process as <c>top</c> lists it: those that fill the CPUs.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="User">Login name as <c>top</c> prints it, possibly cut with <c>+</c>.</param>
/// <param name="CpuPercent">Percent of one core over top's interval; null when top's column is unreadable.</param>
/// <param name="HostMemoryMiB">Resident memory, MiB; null when top's column is unreadable.</param>
/// <param name="Command">Command line as wide as <c>top</c> gives it.</param>
public sealed record HostProcess(int Pid, string User, double? CpuPercent, int? HostMemoryMiB, string Command);
