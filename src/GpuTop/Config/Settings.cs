using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.TerminalDriver;

namespace GpuTop.Config;

/// <summary>Settings of <c>gputop.toml</c>; a new instance holds the defaults.</summary>
public sealed record Settings
{
    /// <summary>Default settings.</summary>
    public static Settings Default { get; } = new();

    /// <summary>Sampling interval of GPUs; at least 0.25 s. <c>interval</c>, default 1 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Number of colors; null for the one that TERM, COLORTERM and NO_COLOR give. <c>color</c>, default null ("auto").
    /// </summary>
    public ColorDepth? Color { get; init; }

    /// <summary>The colours. <c>theme</c> and <c>[colors]</c>.</summary>
    public ThemeSetting Theme { get; init; } = ThemeSetting.Default;

    /// <summary>Whether to use ASCII only; null for the locale's choice. <c>ascii</c>, default null ("auto").</summary>
    public bool? Ascii { get; init; }

    /// <summary>
    /// Whether the mouse selects and scrolls; false leaves it to the terminal for text selection. <c>mouse</c>, default true.
    /// </summary>
    public bool Mouse { get; init; } = true;

    /// <summary>
    /// Whether actions on servers (kill, attach, tunnels, user commands) are disabled. <c>read_only</c>, default false.
    /// </summary>
    public bool ReadOnly { get; init; }

    /// <summary>Initial density of the Fleet view. <c>density</c>, default rows.</summary>
    public Density Density { get; init; } = Density.Rows;

    /// <summary>Time without use after which a GPU is FREE. <c>free_after</c>, default 10 s.</summary>
    public TimeSpan FreeAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Time without computation, with memory in use, after which a GPU is IDLE. <c>idle_after</c>, default 15 min.
    /// </summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Programs that do not occupy a GPU (display servers, MPS, monitoring) while they hold little memory. <c>residents</c>.
    /// </summary>
    public ImmutableArray<string> Residents { get; init; } = AvailabilityLimits.UsualResidents;

    /// <summary>
    /// Whether attach and shell open in a new window of the local tmux, when gputop runs in one. <c>attach_in</c>, default here.
    /// </summary>
    public bool AttachInWindow { get; init; }

    /// <summary>The ssh client for servers that name none. <c>ssh</c>, default auto.</summary>
    public SshChoice Ssh { get; init; }

    /// <summary>
    /// Program and arguments for each notification, run without a shell; empty for none. <c>hook</c>, default empty.
    /// </summary>
    public ImmutableArray<string> Hook { get; init; } = [];

    /// <summary>Limits for colors and disk warnings. <c>[thresholds]</c>.</summary>
    public Thresholds Thresholds { get; init; } = new();

    /// <summary>
    /// Servers in display order, names unique; may be empty. <c>servers</c>, then <c>[[server]]</c>.
    /// </summary>
    public ImmutableArray<ServerSetting> Servers { get; init; } = [];

    /// <summary>Forwarded ports, names unique. <c>[[tunnel]]</c>.</summary>
    public ImmutableArray<TunnelRule> Tunnels { get; init; } = [];

    /// <summary>User commands, names and keys unique. <c>[[command]]</c>.</summary>
    public ImmutableArray<UserCommand> Commands { get; init; } = [];

    /// <summary>Alert rules. <c>[[alert]]</c>.</summary>
    public ImmutableArray<AlertRule> Alerts { get; init; } = [];
}
