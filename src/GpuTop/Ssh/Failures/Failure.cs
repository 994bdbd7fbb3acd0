namespace GpuTop.Ssh;

/// <summary>Why a connection could not be made or ended, in the user's words.</summary>
/// <param name="Kind">Its class.</param>
/// <param name="Text">One line, lower case, without the server's name; cleaned.</param>
/// <param name="Remedy">What to try, one line; null when there is nothing to suggest.</param>
/// <param name="Raw">All that ssh and the login shell said, cleaned; may be empty.</param>
public sealed record Failure(FailureKind Kind, string Text, string? Remedy = null, string Raw = "")
{
    /// <summary>The jump hosts that could not be passed, as the user's configuration lists them; null when they were, or there are none.</summary>
    internal string? Jumps { get; init; }

    /// <summary>Whether it came from outside and says nothing about the server, so that earlier failures do not lengthen the wait.</summary>
    internal bool IsInterruption { get; init; }

    /// <summary>Whether nothing was heard from the server at all: what lies between may be to blame.</summary>
    internal bool IsOfNetwork => Kind is FailureKind.TimedOut or FailureKind.NoRoute or FailureKind.UnknownName or FailureKind.Silent;

    /// <summary>Whether it may be over by itself, so that another attempt makes sense without the user.</summary>
    public bool MayPass => Kind is FailureKind.Refused or FailureKind.TimedOut or FailureKind.NoRoute or FailureKind.UnknownName
        or FailureKind.Throttled or FailureKind.Policy or FailureKind.Proxy or FailureKind.Lost or FailureKind.Silent or FailureKind.NotReady;
}

/// <summary>Class of a failure.</summary>
public enum FailureKind
{
    /// <summary>Nobody listens at the address.</summary>
    Refused,

    /// <summary>Nobody answers, or not in time.</summary>
    TimedOut,

    /// <summary>The network does not lead there.</summary>
    NoRoute,

    /// <summary>The name has no address.</summary>
    UnknownName,

    /// <summary>Closed before a word was said: too many at once, or no ssh server.</summary>
    Throttled,

    /// <summary>The server knows the account and lets it in at other times only, as a batch system does without a job there.</summary>
    Policy,

    /// <summary>The jump host or proxy command did not get through.</summary>
    Proxy,

    /// <summary>It was there and broke.</summary>
    Lost,

    /// <summary>It was there and has said nothing for too long.</summary>
    Silent,

    /// <summary>Logged in, but the probe did not begin in time.</summary>
    NotReady,

    /// <summary>The server does not accept our keys, password or code.</summary>
    Authentication,

    /// <summary>A prompt that nobody answered.</summary>
    Question,

    /// <summary>The account is closed, expired or must change its password.</summary>
    Account,

    /// <summary>The host key is not known and was not accepted.</summary>
    UnknownHostKey,

    /// <summary>The host key is another than before.</summary>
    ChangedHostKey,

    /// <summary>The two sides have no algorithm in common.</summary>
    Negotiation,

    /// <summary>The user's ssh configuration or key file is not accepted by ssh, or there is no ssh.</summary>
    Configuration,

    /// <summary>Logged in, but there is no shell that could run the probe.</summary>
    Shell,

    /// <summary>ssh said something that is not known here.</summary>
    Unknown,
}
