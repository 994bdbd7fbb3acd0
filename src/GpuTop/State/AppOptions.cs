using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>What the configuration and the command line say about the screen; does not change while the program runs.</summary>
public sealed record AppOptions
{
    /// <summary>How long free and idle take.</summary>
    public AvailabilityRules Rules { get; init; } = AvailabilityRules.Default;

    /// <summary>From where on numbers are coloured.</summary>
    public Thresholds Thresholds { get; init; } = new();

    /// <summary>In which zone the clock shows the time.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Whether actions (attach, shell, tunnel, kill, own commands) are left out.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Whether attach and shell open in a window of the local tmux, so that gputop stays visible.</summary>
    public bool AttachInWindow { get; init; }

    /// <summary>The user's own commands, in the order of the menu.</summary>
    public ImmutableArray<UserCommand> Commands { get; init; } = [];

    /// <summary>The tunnels of the configuration, in its order.</summary>
    public ImmutableArray<TunnelRule> Tunnels { get; init; } = [];

    /// <summary>Id of the current boot of the machine that gputop runs on; null where the system has none.</summary>
    public string? BootId { get; init; }

    /// <summary>Whether this fleet is simulated, which the screen says.</summary>
    public bool IsDemo { get; init; }
}
