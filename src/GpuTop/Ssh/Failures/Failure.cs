using GpuTop.Model;

namespace GpuTop.Ssh;

/// <summary>The reason why a connection failed or ended, without the server's name.</summary>
/// <param name="Kind">Its class.</param>
/// <param name="Text">Description, one line in lower case; cleaned.</param>
/// <param name="Remedy">Suggested action, one line; null when there is none.</param>
/// <param name="Raw">The whole output of ssh and the login shell, cleaned; may be empty.</param>
public sealed record Failure(FailureKind Kind, string Text, string? Remedy = null, string Raw = "") : Problem(Text, Remedy, Raw)
{
    /// <summary>The jump hosts that failed, as the configuration lists them; null when none failed.</summary>
    internal string? Jumps { get; init; }

    /// <summary>Whether its cause is not the server, so that the pause before the next attempt starts anew.</summary>
    internal bool IsInterruption { get; init; }

    /// <summary>Whether the server sent nothing: the network may be the cause.</summary>
    internal bool IsOfNetwork => Kind is FailureKind.TimedOut or FailureKind.NoRoute or FailureKind.UnknownName or FailureKind.Silent;

    /// <summary>Whether it may end without the user, so that it is retried.</summary>
    public bool IsRetried => Kind
        is FailureKind.Refused or FailureKind.TimedOut or FailureKind.NoRoute or FailureKind.UnknownName
        or FailureKind.Throttled or FailureKind.Policy or FailureKind.Proxy
        or FailureKind.Lost or FailureKind.Silent or FailureKind.NotReady;
}

/// <summary>Class of a failure.</summary>
public enum FailureKind
{
    /// <summary>No program listens at the address.</summary>
    Refused,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>No route to the address.</summary>
    NoRoute,

    /// <summary>The name has no address.</summary>
    UnknownName,

    /// <summary>Closed before the ssh handshake: too many connections at once, or no ssh server.</summary>
    Throttled,

    /// <summary>The server accepts the account only at other times, as a batch system does without a job there.</summary>
    Policy,

    /// <summary>The jump host or proxy command failed.</summary>
    Proxy,

    /// <summary>A live connection broke.</summary>
    Lost,

    /// <summary>A live connection was silent for too long.</summary>
    Silent,

    /// <summary>Logged in, but the probe did not start in time.</summary>
    NotReady,

    /// <summary>The server rejected the keys, password or code.</summary>
    Authentication,

    /// <summary>A prompt without an answer.</summary>
    Question,

    /// <summary>The account or its password has expired.</summary>
    Account,

    /// <summary>The host key is unknown and was not accepted.</summary>
    UnknownHostKey,

    /// <summary>The host key has changed.</summary>
    ChangedHostKey,

    /// <summary>No common algorithm.</summary>
    Negotiation,

    /// <summary>ssh rejected its configuration or a key file, or there is no ssh.</summary>
    Configuration,

    /// <summary>Logged in, but no shell can run the probe.</summary>
    Shell,

    /// <summary>An unknown message of ssh.</summary>
    Unknown,
}
