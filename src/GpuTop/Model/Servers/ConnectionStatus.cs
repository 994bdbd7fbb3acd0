namespace GpuTop.Model;

/// <summary>Status of the connection to a server.</summary>
/// <param name="Phase">Phase as last reported; staleness depends on the clock, see <see cref="Staleness.PhaseAt"/>.</param>
/// <param name="Since">Start of the phase.</param>
/// <param name="Problem">Latest problem; null when there was none since the connection was established.</param>
/// <param name="RetryAt">Start of the next attempt; null when none is planned.</param>
/// <param name="Attempt">Number of the attempt since the last data, from 1.</param>
public sealed record ConnectionStatus(
    ConnectionPhase Phase, DateTimeOffset Since, Problem? Problem = null, DateTimeOffset? RetryAt = null, int Attempt = 1)
{
    /// <summary>The ssh client of a live connection, and why it was chosen; empty without one.</summary>
    public string Client { get; init; } = "";

    /// <summary>Whether the server can't be reached: from the first failure until it sends data again.</summary>
    public bool IsLost => Phase is ConnectionPhase.Lost or ConnectionPhase.Failed || (Phase == ConnectionPhase.Connecting && Attempt > 1);
}

/// <summary>Connection phase.</summary>
public enum ConnectionPhase
{
    /// <summary>Queued, connecting or authenticating; no data yet.</summary>
    Connecting,

    /// <summary>Connected, with recent data.</summary>
    Live,

    /// <summary>Connected, without recent data.</summary>
    Stale,

    /// <summary>Connection lost; retried automatically.</summary>
    Lost,

    /// <summary>Connection failed; retried automatically.</summary>
    Failed,

    /// <summary>Needs action by the user (authentication, host key, configuration); not retried automatically.</summary>
    NeedsUser,
}

/// <summary>Problem of a connection.</summary>
/// <param name="Text">Description, one line in lower case.</param>
/// <param name="Remedy">Suggested action, one line; null when there is none.</param>
/// <param name="Raw">Sanitized output of ssh or the server for the detail page; may be empty.</param>
public record Problem(string Text, string? Remedy = null, string Raw = "")
{
    /// <summary>The ssh client that had it, and why it was chosen; empty where none had.</summary>
    public string Client { get; init; } = "";
}
