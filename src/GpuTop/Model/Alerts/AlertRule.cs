using System.IO.Enumeration;

namespace GpuTop.Model;

/// <summary>Rule for a notification.</summary>
/// <param name="Name">Title of the notification.</param>
/// <param name="Kind">Condition that triggers it.</param>
public sealed record AlertRule(string Name, AlertKind Kind)
{
    /// <summary>Servers it applies to, by name; <c>*</c> and <c>?</c> as in a shell.</summary>
    public string ServerGlob { get; init; } = "*";

    /// <summary>Key of one GPU, <see cref="JobKey"/> of one process or path of one file system that it is limited to; null for
    /// all.</summary>
    public string? Subject { get; init; }

    /// <summary>Login name of the process owner, <see cref="Me"/> for the connected user; null for any user.</summary>
    public string? User { get; init; }

    /// <summary>Limit in percent of a file system or degrees Celsius; null for all other kinds.</summary>
    public double? Above { get; init; }

    /// <summary>Minimum duration of the condition before the notification.</summary>
    public TimeSpan Hold { get; init; }

    /// <summary>Channels in addition to the event log.</summary>
    public AlertChannels Channels { get; init; } = AlertChannels.Bell | AlertChannels.Desktop;

    /// <summary>Whether the rule is removed after its first notification.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Value of <see cref="User"/> for the connected user.</summary>
    public const string Me = "me";

    /// <summary>Whether it triggers on a transition only; other kinds also trigger on a state that was there at the first sample.</summary>
    internal bool IsChange => Kind is AlertKind.GpuFree or AlertKind.JobEnded or AlertKind.ServerLost or AlertKind.ServerBack;

    /// <summary>Whether the rule includes a server.</summary>
    internal bool AppliesTo(string server) => FileSystemName.MatchesSimpleExpression(ServerGlob, server, ignoreCase: false);

    /// <summary>Whether the owner of a process is <see cref="User"/>.</summary>
    internal bool Matches(Server server, GpuProcess process) =>
        User is null || (User == Me ? server.IsMine(process) == true : process.User == User);

    /// <summary>Key of a process on its server: the start time keeps it unique when the PID is reused.</summary>
    internal static string JobKey(GpuProcess process) => $"{process.Pid}/{process.StartTicks}";
}

/// <summary>Condition of an alert.</summary>
public enum AlertKind
{
    /// <summary>A GPU became free.</summary>
    GpuFree,

    /// <summary>A GPU's memory is in use without computation.</summary>
    GpuIdle,

    /// <summary>A GPU needs attention.</summary>
    GpuSick,

    /// <summary>A process that used a GPU has ended.</summary>
    JobEnded,

    /// <summary>A file system's used space or inodes exceed the limit.</summary>
    Disk,

    /// <summary>A connection is lost.</summary>
    ServerLost,

    /// <summary>A connection is restored.</summary>
    ServerBack,

    /// <summary>A GPU is hotter than the limit.</summary>
    Temperature,
}

/// <summary>Channels of a notification.</summary>
[Flags]
public enum AlertChannels
{
    /// <summary>The event log only.</summary>
    None = 0,

    /// <summary>The terminal's bell.</summary>
    Bell = 1,

    /// <summary>The desktop's notification, through the terminal.</summary>
    Desktop = 2,

    /// <summary>The program configured as <c>hook</c>.</summary>
    Hook = 4,
}
