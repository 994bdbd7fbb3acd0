using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Display options of the configuration and the command line; constant while the program runs.</summary>
public sealed record AppOptions
{
    /// <summary>The limits of the free and idle states.</summary>
    public AvailabilityLimits AvailabilityLimits { get; init; } = AvailabilityLimits.Default;

    /// <summary>The thresholds of colored values.</summary>
    public Thresholds Thresholds { get; init; } = new();

    /// <summary>The time zone of displayed times.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Whether actions (attach, shell, tunnel, kill, user commands) are disabled.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Whether attach and shell open in a window of the local tmux, with gputop still visible.</summary>
    public bool AttachInWindow { get; init; }

    /// <summary>The user commands, in the order of the menu.</summary>
    public ImmutableArray<UserCommand> Commands { get; init; } = [];

    /// <summary>The tunnels of the configuration, in its order.</summary>
    public ImmutableArray<TunnelRule> Tunnels { get; init; } = [];

    /// <summary>Id of the current boot of the machine that gputop runs on; null where the system has none.</summary>
    public string? BootId { get; init; }

    /// <summary>Whether neither the command line nor the configuration names a server; then this machine is monitored.</summary>
    public bool NamesNoServer { get; init; }

    /// <summary>Whether the fleet is simulated; shown on the screen.</summary>
    public bool IsDemo { get; init; }
}
