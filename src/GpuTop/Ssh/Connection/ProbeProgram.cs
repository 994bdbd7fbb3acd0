namespace GpuTop.Ssh;

/// <summary>The program that a connection runs in the server's <c>sh</c>.</summary>
/// <param name="Text">The whole program, as sent to the shell's standard input.</param>
/// <param name="ReadyMark">Start of its first line; all output before it comes from the login shell.</param>
public sealed record ProbeProgram(ReadOnlyMemory<byte> Text, ReadOnlyMemory<byte> ReadyMark);
