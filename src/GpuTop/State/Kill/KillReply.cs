namespace GpuTop.State;

/// <summary>The answer of a server to a signal; the process identity is checked in the same command that sends the signal.</summary>
public enum KillReply
{
    /// <summary>No known answer: the command could not run.</summary>
    None,

    /// <summary>The signal was sent.</summary>
    Sent,

    /// <summary>The process is alive.</summary>
    Alive,

    /// <summary>There is no process of that PID.</summary>
    Gone,

    /// <summary>The PID belongs to another process.</summary>
    Other,

    /// <summary>The process belongs to another user.</summary>
    Foreign,

    /// <summary>The process is a zombie.</summary>
    Zombie,

    /// <summary>Permission denied.</summary>
    Denied,
}

/// <summary>Parser of the answers.</summary>
public static class KillReplyParser
{
    /// <summary>Parses an answer.</summary>
    public static KillReply Of(string text) =>
        Enum.TryParse<KillReply>(text.Trim(), ignoreCase: true, out var answer) && !char.IsAsciiDigit(text.Trim()[0])
            ? answer
            : KillReply.None;
}
