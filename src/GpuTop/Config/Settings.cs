using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Config;

/// <summary>All that a user may set in <c>gputop.toml</c>. As created it holds the defaults.</summary>
public sealed record Settings
{
    /// <summary>What holds where no file says otherwise.</summary>
    public static Settings Default { get; } = new();

    /// <summary>Time between two samples of a GPU; 0.25 s at least. <c>interval</c>, default 1 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many colours to use. <c>color</c>, default what the terminal can and NO_COLOR permits.</summary>
    public ColorSetting Color { get; init; } = ColorSetting.Auto;

    /// <summary>Whether to draw with ASCII only; null when the locale decides. <c>ascii</c>, default null ("auto").</summary>
    public bool? Ascii { get; init; }

    /// <summary>
    /// Whether the mouse selects and scrolls; false leaves it to the terminal, for selecting text. <c>mouse</c>, default true.
    /// </summary>
    public bool Mouse { get; init; } = true;

    /// <summary>
    /// Whether everything that acts on a server (kill, attach, tunnels, own commands) is left out. <c>read_only</c>, default false.
    /// </summary>
    public bool ReadOnly { get; init; }

    /// <summary>How much the Fleet view shows at the start. <c>density</c>, default rows.</summary>
    public DensitySetting Density { get; init; } = DensitySetting.Rows;

    /// <summary>How long a GPU must have been unused before it counts as FREE. <c>free_after</c>, default 10 s.</summary>
    public TimeSpan FreeAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a GPU whose memory is held must have computed nothing before it counts as IDLE. <c>idle_after</c>, default 15 min.
    /// </summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Programs that are not users of a GPU (display servers, MPS, monitoring), as long as they hold little memory. <c>residents</c>.
    /// </summary>
    public ImmutableArray<string> Residents { get; init; } = AvailabilityRules.UsualResidents;

    /// <summary>Where attach and shell appear. <c>attach_in</c>, default here.</summary>
    public AttachSetting AttachIn { get; init; } = AttachSetting.Here;

    /// <summary>
    /// Program and arguments run for every notification, without a shell; empty when there is none. <c>hook</c>, default empty.
    /// </summary>
    public ImmutableArray<string> Hook { get; init; } = [];

    /// <summary>From where on numbers are yellow and red. <c>[thresholds]</c>.</summary>
    public Thresholds Thresholds { get; init; } = new();

    /// <summary>
    /// The fleet, in the order shown, names unique; empty when the file names none. <c>servers</c>, then <c>[[server]]</c>.
    /// </summary>
    public ImmutableArray<ServerSetting> Servers { get; init; } = [];

    /// <summary>Forwarded ports, names unique. <c>[[tunnel]]</c>.</summary>
    public ImmutableArray<TunnelSetting> Tunnels { get; init; } = [];

    /// <summary>The user's own commands, names and keys unique. <c>[[command]]</c>.</summary>
    public ImmutableArray<CommandSetting> Commands { get; init; } = [];

    /// <summary>Rules for what to tell the user unasked. <c>[[alert]]</c>.</summary>
    public ImmutableArray<AlertRule> Alerts { get; init; } = [];
}

/// <summary>How many colours the screen uses.</summary>
public enum ColorSetting
{
    /// <summary>What TERM, COLORTERM and NO_COLOR say.</summary>
    Auto,

    /// <summary>24 bits.</summary>
    Truecolor,

    /// <summary>The 256 of xterm.</summary>
    Colors256,

    /// <summary>The 16 that the terminal's own theme defines.</summary>
    Colors16,

    /// <summary>None: words and shapes only.</summary>
    None,
}

/// <summary>How much of a server the Fleet view shows.</summary>
public enum DensitySetting
{
    /// <summary>One line per server.</summary>
    Summary,

    /// <summary>One line per GPU.</summary>
    Rows,

    /// <summary>One box per GPU.</summary>
    Panes,
}

/// <summary>Where attach and shell appear.</summary>
public enum AttachSetting
{
    /// <summary>In this terminal, until detached.</summary>
    Here,

    /// <summary>In a new window of the local tmux, when gputop runs inside one.</summary>
    Window,
}
