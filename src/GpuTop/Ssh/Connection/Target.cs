namespace GpuTop.Ssh;

/// <summary>A server to connect to.</summary>
/// <param name="Name">What the user calls it.</param>
/// <param name="Host">Anything ssh understands as a destination, or <c>local</c> for this machine.</param>
public sealed record Target(string Name, string Host)
{
    /// <summary>Whether this machine itself is meant, without ssh.</summary>
    public bool IsLocal => Host == "local";
}

/// <summary>The program that a connection runs in the server's <c>sh</c>.</summary>
/// <param name="Text">All of it, as sent to the shell's standard input.</param>
/// <param name="ReadyMark">How its first line begins: all output before these bytes is noise of the login shell.</param>
public sealed record ProbeProgram(ReadOnlyMemory<byte> Text, ReadOnlyMemory<byte> ReadyMark);
