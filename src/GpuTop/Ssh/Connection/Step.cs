namespace GpuTop.Ssh;

/// <summary>What one attempt to connect says, in this order; <see cref="Ended"/> is the last and never missing.</summary>
internal abstract record Step
{
    /// <summary>The child process was started.</summary>
    public sealed record Started : Step;

    /// <summary>A prompt was opened for the user, or the last open one was closed.</summary>
    public sealed record Asking(bool IsOpen) : Step;

    /// <summary>The server let us in.</summary>
    /// <param name="Said">What the login shell has printed since; null where that is not known.</param>
    public sealed record Authenticated(Func<string>? Said = null) : Step;

    /// <summary>A jump host is ready to lead on; nothing more is expected of it.</summary>
    public sealed record Open : Step;

    /// <summary>The probe runs.</summary>
    public sealed record Ready(Session Session) : Step;

    /// <summary>Bytes from the probe, from the ready line on; valid only while they are being handed out.</summary>
    public sealed record Output(ReadOnlyMemory<byte> Bytes) : Step;

    /// <summary>It is over.</summary>
    public sealed record Ended(Failure Failure) : Step;
}
