namespace GpuTop.Ssh;

/// <summary>The state at the end of an attempt.</summary>
/// <param name="Host">The destination as the user would give it to ssh.</param>
/// <param name="Messages">Messages of the ssh client itself; empty for this machine.</param>
/// <param name="Errors">Standard error: the server's banner, the login shell, proxy commands.</param>
/// <param name="Noise">Standard output before the probe's first line.</param>
/// <param name="ExitCode">Exit code of ssh or of the shell.</param>
/// <param name="IsAuthenticated">Whether the login was seen to succeed.</param>
/// <param name="WasReady">Whether the probe's first line was seen.</param>
internal sealed record AttemptEnd(
    string Host, string Messages, string Errors, string Noise, int ExitCode, bool IsAuthenticated, bool WasReady)
{
    /// <summary>Exit code of ssh for its own failures, and for a remote command that a signal ended.</summary>
    public const int SshFailed = 255;

    /// <summary>Whether a prompt was opened.</summary>
    public bool WasAsked { get; init; }

    /// <summary>Whether the login shell ended before it ran a command.</summary>
    public bool RanNothing { get; init; }
}
