using System.IO.Pipelines;

namespace GpuTop.Ssh;

/// <summary>What <see cref="ProbeShell"/> needs of the connection that its shell runs on.</summary>
internal interface IProbeChannel
{
    /// <summary>Standard output of the shell.</summary>
    PipeReader Output { get; }

    /// <summary>Standard error of the shell, the newest part.</summary>
    string Errors { get; }

    /// <summary>Writes to standard input, atomically; false when the shell does not read it in time or is gone.</summary>
    Task<bool> WriteAsync(ReadOnlyMemory<byte> text, TimeSpan within, CancellationToken token);

    /// <summary>Completes when the login is known to have succeeded; output of the probe shows it as well.</summary>
    Task AwaitLoginAsync(CancellationToken token);

    /// <summary>Called once, after the login.</summary>
    void OnLoggedIn();

    /// <summary>Called after each heartbeat.</summary>
    void OnHeartbeat();

    /// <summary>The session; called once, when the probe runs.</summary>
    /// <param name="noise">Output of the login shell before, cleaned.</param>
    SshSession OpenSession(string noise);
}
