namespace GpuTop.Ssh;

/// <summary>What one attempt to connect says, in this order; <see cref="Ended"/> is the last and never missing.</summary>
internal abstract record ConnectionStep
{
    /// <summary>The child process was started.</summary>
    public sealed record Started : ConnectionStep;

    /// <summary>A prompt was opened for the user, or the last open one was closed.</summary>
    public sealed record Asking(bool IsOpen) : ConnectionStep;

    /// <summary>The server let us in.</summary>
    /// <param name="Said">What the login shell has printed since; null where that is not known.</param>
    public sealed record Authenticated(Func<string>? Said = null) : ConnectionStep;

    /// <summary>A jump host is ready to lead on; nothing more is expected of it.</summary>
    public sealed record Open : ConnectionStep;

    /// <summary>The probe runs.</summary>
    public sealed record Ready(SshSession Session) : ConnectionStep;

    /// <summary>Bytes from the probe, from the ready line on; valid only while they are being handed out.</summary>
    public sealed record Output(ReadOnlyMemory<byte> Bytes) : ConnectionStep;

    /// <summary>It is over.</summary>
    public sealed record Ended(Failure Failure) : ConnectionStep;
}
