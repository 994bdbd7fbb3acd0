using System.Collections.Immutable;
using System.IO.Enumeration;

namespace GpuTop.Config;

/// <summary>A rule for what to tell the user unasked.</summary>
/// <param name="Name">What the notification is called; unique.</param>
/// <param name="When">What must happen.</param>
/// <param name="ServerGlob">On which servers, by name; <c>*</c> and <c>?</c> as in a shell.</param>
/// <param name="User">Whose job or GPU it must be, <c>me</c> for the user gputop is on that server; null for anybody's.</param>
/// <param name="Above">The percent used of a disk, or degrees Celsius of a GPU, beyond which it happens; null for all other events.</param>
/// <param name="Hold">How long it must last before it is told; zero for at once.</param>
/// <param name="Notify">How it is told, beside the line in Events; may be empty.</param>
public sealed record AlertSetting(
    string Name, AlertEvent When, string ServerGlob, string? User, double? Above, TimeSpan Hold, ImmutableArray<AlertNotice> Notify)
{
    /// <summary>Whether the rule holds on the server of that name.</summary>
    public bool AppliesTo(string server) => FileSystemName.MatchesSimpleExpression(ServerGlob, server, ignoreCase: false);
}

/// <summary>What an alert waits for.</summary>
public enum AlertEvent
{
    /// <summary>A GPU became free.</summary>
    GpuFree,

    /// <summary>A GPU's memory is held and nothing computed.</summary>
    GpuIdle,

    /// <summary>A GPU needs attention.</summary>
    GpuSick,

    /// <summary>A process that used a GPU is gone.</summary>
    JobEnded,

    /// <summary>A mount's space or inodes are used beyond the limit.</summary>
    Disk,

    /// <summary>The connection is lost.</summary>
    ServerLost,

    /// <summary>The connection is back.</summary>
    ServerBack,

    /// <summary>A GPU is hotter than the limit.</summary>
    Temperature,
}

/// <summary>A way to tell the user.</summary>
public enum AlertNotice
{
    /// <summary>The terminal's bell.</summary>
    Bell,

    /// <summary>The desktop's notification, through the terminal.</summary>
    Desktop,

    /// <summary>The user's own program, <see cref="Settings.Hook"/>.</summary>
    Hook,
}
