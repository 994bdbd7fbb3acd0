namespace GpuTop.Model;

/// <summary>Status of the connection to a server.</summary>
/// <param name="Phase">Phase as last reported; staleness depends on the clock, see <see cref="Server.PhaseAt"/>.</param>
/// <param name="Since">Start of the phase.</param>
/// <param name="Problem">Latest problem; null when there was none since the connection was established.</param>
/// <param name="RetryAt">Start of the next attempt; null when none is planned.</param>
/// <param name="Attempt">Number of the attempt since the last data, from 1.</param>
public sealed record ConnectionStatus(
    LinkPhase Phase, DateTimeOffset Since, Problem? Problem = null, DateTimeOffset? RetryAt = null, int Attempt = 1);

/// <summary>Phase of a connection.</summary>
public enum LinkPhase
{
    /// <summary>Waits for its turn, connects, or authenticates; nothing was heard yet.</summary>
    Connecting,

    /// <summary>Data flows.</summary>
    Live,

    /// <summary>Connected, but silent for longer than it should be.</summary>
    Stale,

    /// <summary>The connection was there and broke; tried again by itself.</summary>
    Lost,

    /// <summary>The connection could not be made; tried again by itself.</summary>
    Failed,

    /// <summary>Only the user can help (authentication, host key, configuration); not tried again by itself.</summary>
    NeedsUser,
}

/// <summary>Something that went wrong, in the user's words.</summary>
/// <param name="Text">One line, lower case.</param>
/// <param name="Remedy">What to try, one line; null when there is nothing to suggest.</param>
/// <param name="Raw">What ssh or the server said, cleaned, for the detail page; may be empty.</param>
public sealed record Problem(string Text, string? Remedy = null, string Raw = "");
