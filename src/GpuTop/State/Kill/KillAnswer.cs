namespace GpuTop.State;

/// <summary>What a server says of a process that is to end; it is compared with what the user saw, in the same breath as the signal.</summary>
public enum KillAnswer
{
    /// <summary>None of the words below: the command could not run.</summary>
    None,

    /// <summary>It was the process, and has got the signal.</summary>
    Sent,

    /// <summary>It is the process, and it lives.</summary>
    Alive,

    /// <summary>There is no process of that number.</summary>
    Gone,

    /// <summary>The number belongs to another process now.</summary>
    Other,

    /// <summary>It belongs to somebody else.</summary>
    Foreign,

    /// <summary>It has ended, but its parent has not taken note.</summary>
    Zombie,

    /// <summary>The server did not permit it.</summary>
    Denied,
}

/// <summary>The words for it on the wire.</summary>
public static class KillAnswers
{
    /// <summary>The answer that a text is.</summary>
    public static KillAnswer Of(string text) =>
        Enum.TryParse<KillAnswer>(text.Trim(), ignoreCase: true, out var answer) && !char.IsAsciiDigit(text.Trim()[0]) ? answer : KillAnswer.None;
}
