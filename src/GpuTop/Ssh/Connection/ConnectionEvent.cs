namespace GpuTop.Ssh;

/// <summary>What a connection has to tell: how it stands, and what was heard over it.</summary>
/// <typeparam name="T">What is made of the bytes from the server.</typeparam>
public abstract record ConnectionEvent<T>
{
    private ConnectionEvent()
    {
    }

    /// <summary>An attempt begins; it may wait for its turn first.</summary>
    /// <param name="Attempt">From 1; counted since data last flowed for a minute, or something else made earlier failures say nothing.</param>
    public sealed record Connecting(int Attempt) : ConnectionEvent<T>;

    /// <summary>The server let us in.</summary>
    public sealed record Authenticated : ConnectionEvent<T>;

    /// <summary>The probe runs.</summary>
    /// <param name="Session">The way to talk back; useless once the next news but <see cref="Heard"/> arrives.</param>
    public sealed record Ready(SshSession Session) : ConnectionEvent<T>;

    /// <summary>Something was heard.</summary>
    /// <param name="Value">What it was.</param>
    public sealed record Heard(T Value) : ConnectionEvent<T>;

    /// <summary>It ended or could not be made, and is tried again by itself.</summary>
    /// <param name="Failure">Why.</param>
    /// <param name="RetryAt">When the next attempt begins, unless the user is quicker.</param>
    /// <param name="WasLive">Whether data had flowed in this attempt.</param>
    public sealed record Broken(Failure Failure, DateTimeOffset RetryAt, bool WasLive) : ConnectionEvent<T>;

    /// <summary>Only the user can help; nothing happens until they ask for another attempt.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record NeedsUser(Failure Failure) : ConnectionEvent<T>;
}
