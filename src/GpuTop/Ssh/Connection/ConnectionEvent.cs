namespace GpuTop.Ssh;

/// <summary>A change of a connection's status, or data from its server.</summary>
/// <typeparam name="T">The parsed data.</typeparam>
public abstract record ConnectionEvent<T>
{
    private ConnectionEvent()
    {
    }

    /// <summary>An attempt starts; it may wait for a login slot first.</summary>
    /// <param name="Attempt">From 1; counted since data last flowed for a minute, or another event reset the failures.</param>
    public sealed record Connecting(int Attempt) : ConnectionEvent<T>;

    /// <summary>The login succeeded.</summary>
    public sealed record Authenticated : ConnectionEvent<T>;

    /// <summary>The probe runs.</summary>
    /// <param name="Session">The session; valid until the next event other than <see cref="Received"/>.</param>
    public sealed record Ready(SshSession Session) : ConnectionEvent<T>;

    /// <summary>Data arrived.</summary>
    /// <param name="Value">The parsed data.</param>
    public sealed record Received(T Value) : ConnectionEvent<T>;

    /// <summary>The connection ended or failed, and is retried automatically.</summary>
    /// <param name="Failure">The reason.</param>
    /// <param name="RetryAt">Time of the next attempt, unless the user requests one earlier.</param>
    /// <param name="WasLive">Whether data had flowed in this attempt.</param>
    public sealed record Broken(Failure Failure, DateTimeOffset RetryAt, bool WasLive) : ConnectionEvent<T>;

    /// <summary>The connection failed, and is not retried until the user requests it.</summary>
    /// <param name="Failure">The reason.</param>
    public sealed record NeedsUser(Failure Failure) : ConnectionEvent<T>;
}
