namespace GpuTop.Ssh;

/// <summary>A server to connect to.</summary>
/// <param name="Name">Name in the configuration.</param>
/// <param name="Host">A destination of ssh, or <c>local</c> for this machine.</param>
public sealed record Target(string Name, string Host)
{
    /// <summary>Whether it is this machine, reached without ssh.</summary>
    public bool IsLocal => Host == "local";
}

/// <summary>The program that a connection runs in the server's <c>sh</c>.</summary>
/// <param name="Text">The whole program, as sent to the shell's standard input.</param>
/// <param name="ReadyMark">Start of its first line; all output before it comes from the login shell.</param>
public sealed record ProbeProgram(ReadOnlyMemory<byte> Text, ReadOnlyMemory<byte> ReadyMark);
