namespace GpuTop.Model;

/// <summary>TCP port with a listener on the server.</summary>
/// <param name="Port">1 to 65535.</param>
/// <param name="Address">Local address, <c>127.0.0.1</c>, <c>::1</c>, <c>*</c>, ….</param>
/// <param name="Pid">PID of the listener; null when not reported.</param>
/// <param name="Command">Program name, cut to 15 characters by <c>ss</c>, or its command line; null when not reported.</param>
/// <param name="Mine">Whether the listener belongs to the connected user; null when unknown.</param>
public sealed record ListeningPort(int Port, string Address, int? Pid, string? Command, bool? Mine);
