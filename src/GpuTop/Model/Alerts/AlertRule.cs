using System.IO.Enumeration;

namespace GpuTop.Model;

/// <summary>Something the user wants to be told of.</summary>
/// <param name="Name">What the notification is called.</param>
/// <param name="Kind">What must happen.</param>
public sealed record AlertRule(string Name, AlertKind Kind)
{
    /// <summary>On which servers, by name; <c>*</c> and <c>?</c> as in a shell.</summary>
    public string ServerGlob { get; init; } = "*";

    /// <summary>The one GPU (its key), process (see <see cref="JobKey"/>) or file system (its path) it is about; null for all.</summary>
    public string? Subject { get; init; }

    /// <summary>Whose GPU or job it must be, <see cref="Me"/> for the user I am on that server; null for anybody's.</summary>
    public string? User { get; init; }

    /// <summary>Percent of a file system or degrees Celsius beyond which it happens; null for all other kinds.</summary>
    public double? Above { get; init; }

    /// <summary>How long it must last before it is told.</summary>
    public TimeSpan Hold { get; init; }

    /// <summary>How it is told, beside the line in Events.</summary>
    public AlertChannels Channels { get; init; } = AlertChannels.Bell | AlertChannels.Desktop;

    /// <summary>Whether the rule is over when it was told once.</summary>
    public bool IsOnce { get; init; }

    /// <summary>The user's word for himself.</summary>
    public const string Me = "me";

    /// <summary>Whether it is a change that is told, for which the other state must have been seen; else a state, told also when it was
    /// there from the start.</summary>
    internal bool IsChange => Kind is AlertKind.GpuFree or AlertKind.JobEnded or AlertKind.ServerLost or AlertKind.ServerBack;

    /// <summary>Whether the rule holds on a server.</summary>
    internal bool AppliesTo(string server) => FileSystemName.MatchesSimpleExpression(ServerGlob, server, ignoreCase: false);

    /// <summary>Whether a process is of whom the rule is about.</summary>
    internal bool Matches(Server server, GpuProcess process) =>
        User is null || (User == Me ? server.IsMine(process) == true : process.User == User);

    /// <summary>What tells a process from all others of its server, also from a later one with its PID.</summary>
    internal static string JobKey(GpuProcess process) => $"{process.Pid}/{process.StartTicks}";
}

/// <summary>What an alert waits for.</summary>
public enum AlertKind
{
    /// <summary>A GPU became free.</summary>
    GpuFree,

    /// <summary>A GPU's memory is held and nothing computed.</summary>
    GpuIdle,

    /// <summary>A GPU needs attention.</summary>
    GpuSick,

    /// <summary>A process that used a GPU is gone.</summary>
    JobEnded,

    /// <summary>A file system's space or inodes are used beyond the limit.</summary>
    Disk,

    /// <summary>A connection is lost.</summary>
    ServerLost,

    /// <summary>A connection is back.</summary>
    ServerBack,

    /// <summary>A GPU is hotter than the limit.</summary>
    Temperature,
}

/// <summary>Ways to tell the user.</summary>
[Flags]
public enum AlertChannels
{
    /// <summary>None but the line in Events.</summary>
    None = 0,

    /// <summary>The terminal's bell.</summary>
    Bell = 1,

    /// <summary>The desktop's notification, through the terminal.</summary>
    Desktop = 2,

    /// <summary>The user's own program.</summary>
    Hook = 4,
}
