namespace GpuTop.Model;

/// <summary>One TCP port on which a program of mine listens on the server.</summary>
/// <param name="Port">1 to 65535.</param>
/// <param name="Address">Local address, <c>127.0.0.1</c>, <c>::1</c>, <c>*</c>, ….</param>
/// <param name="Pid">Who listens; null when the system does not tell.</param>
/// <param name="Command">Program name, cut to 15 characters by <c>ss</c>, or its command line; null when not told.</param>
/// <param name="Mine">Whether the program is mine; null when not known.</param>
public sealed record ListeningPort(int Port, string Address, int? Pid, string? Command, bool? Mine);
