namespace GpuTop.Ssh;

/// <summary>A step of one attempt to connect, in this order; <see cref="Ended"/> is always the last.</summary>
internal abstract record ConnectionStep
{
    /// <summary>The child process was started.</summary>
    public sealed record Started : ConnectionStep;

    /// <summary>A prompt opened, or the last open one closed.</summary>
    public sealed record Prompt(bool IsOpen) : ConnectionStep;

    /// <summary>The login succeeded.</summary>
    /// <param name="ShellOutput">The output of the login shell since; null where that is not known.</param>
    public sealed record Authenticated(Func<string>? ShellOutput = null) : ConnectionStep;

    /// <summary>A jump host is ready to forward; it sends no further steps but the end.</summary>
    public sealed record Open : ConnectionStep;

    /// <summary>The probe runs.</summary>
    public sealed record Ready(SshSession Session) : ConnectionStep;

    /// <summary>Bytes from the probe, from the ready line on; valid only during the call.</summary>
    public sealed record Output(ReadOnlyMemory<byte> Bytes) : ConnectionStep;

    /// <summary>The attempt ended.</summary>
    public sealed record Ended(Failure Failure) : ConnectionStep;
}
