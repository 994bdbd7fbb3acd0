using System.Collections.Immutable;
using System.Globalization;
using GpuTop.Config;
using GpuTop.Model;
using GpuTop.Recordings;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Cli;

/// <summary>The values of the command line.</summary>
/// <param name="Servers">Servers; may be empty.</param>
/// <param name="Config">File of <c>--config</c>; null without it.</param>
/// <param name="SshConfig">File of <c>--ssh-config</c>; null without it.</param>
/// <param name="DemoServers">Number of simulated servers; null for real ones.</param>
/// <param name="ReadOnly">Whether <c>--read-only</c> was given.</param>
/// <param name="Log">File of <c>--log</c>; null without it.</param>
/// <param name="Ssh">Client of <c>--ssh</c>, for all servers; null without it.</param>
internal sealed record LaunchArguments(
    ImmutableArray<string> Servers,
    string? Config,
    string? SshConfig,
    int? DemoServers,
    bool ReadOnly,
    string? Log = null,
    SshChoice? Ssh = null);

/// <summary>The command line and the configuration together.</summary>
/// <param name="Settings">The configuration, overridden by the command line.</param>
/// <param name="SshConfig">ssh's configuration file; null for <c>~/.ssh/config</c>.</param>
/// <param name="DemoServers">Number of simulated servers; null for real ones.</param>
internal sealed record LaunchOptions(Settings Settings, string? SshConfig, int? DemoServers)
{
    /// <summary>Whether neither the command line nor the configuration names a server; then this machine is watched.</summary>
    public bool NamesNoServer { get; init; }

    /// <summary>The recording to replay; null to watch servers.</summary>
    public Recording? Recording { get; init; }

    /// <summary>Log of connections; null for none. Open; the caller of <see cref="Of"/> closes it.</summary>
    public LogFile? Log { get; init; }

    /// <summary>Number of simulated servers that fit on 80x24 and show every feature once.</summary>
    public const int DefaultDemoServers = 4;

    /// <summary>Limit of simulated servers.</summary>
    public const int MostDemoServers = 1000;

    // A demo shows an idle GPU sooner than after the default of 15 minutes.
    private static readonly TimeSpan DemoIdleAfter = TimeSpan.FromSeconds(20);

    /// <summary>Times after which a GPU is FREE or IDLE.</summary>
    public AvailabilityLimits AvailabilityLimits => new(
        Settings.FreeAfter,
        DemoServers is not null && Settings.IdleAfter == Settings.Default.IdleAfter ? DemoIdleAfter : Settings.IdleAfter)
    {
        Residents = Settings.Residents,
    };

    /// <summary>Colour depth: as configured, else of the terminal and <c>NO_COLOR</c>.</summary>
    public ColorDepth Colors => Settings.Color ?? ColorDepth.Detect(Environment.GetEnvironmentVariable) ?? ColorDepth.None;

    /// <summary>Whether to draw more than ASCII: as configured, else whether the terminal shows it.</summary>
    public bool IsUtf8 => Settings.Ascii is { } ascii ? !ascii : TerminalSupport.ShowsUnicode(Environment.GetEnvironmentVariable);

    /// <summary>The initial state.</summary>
    public AppState Start(IEnumerable<ServerFeed> feeds, DateTimeOffset now) => new()
    {
        Options = new AppOptions
        {
            AvailabilityLimits = AvailabilityLimits,
            Thresholds = Settings.Thresholds,
            ReadOnly = Settings.ReadOnly,
            Tunnels = Settings.Tunnels,
            BootId = BootIdOfThisMachine(),
            NamesNoServer = NamesNoServer && DemoServers is null && Recording is null,
            IsDemo = DemoServers is not null,
            TimeZone = TimeZoneInfo.Local,
            AttachInWindow = Settings.AttachInWindow && Osc.IsInTmux(Environment.GetEnvironmentVariable),
            Commands = Settings.Commands,
        },
        Fleet = new Fleet([.. feeds.Select(feed => Server.Initial(feed.Name, feed.Host, now) with { Past = feed.Past })]),
        Now = now,
        Interval = Settings.Interval,
        Replay = Recording is null ? null : new ReplayStatus(Recording.Start, Recording.End),
        Mouse = Settings.Mouse,
        Alerts = new AlertState { Rules = Settings.Alerts },
        FleetScreen = new FleetScreen
        {
            Density = Settings.Density,
        },
    };

    /// <summary>Parses the number of simulated servers; null when invalid.</summary>
    public static int? DemoServersOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= MostDemoServers
            ? count
            : null;

    /// <summary>The options; null and all mistakes where the configuration or the command line is invalid.</summary>
    public static (LaunchOptions? Launch, ImmutableArray<Mistake> Mistakes) Of(LaunchArguments arguments)
    {
        var path = SettingsFile.Find(arguments.Config, Environment.GetEnvironmentVariable, File.Exists);
        var (settings, mistakes) = SettingsFile.Load(path);
        var (named, wrong) = ServerSetting.FromArguments(arguments.Servers, settings.Servers);
        mistakes = mistakes.AddRange(wrong);

        var log = (LogFile?)null;
        if (mistakes.IsEmpty && arguments.Log is { } file && LogFile.Open(file) is var (opened, problem))
        {
            log = opened;
            mistakes = problem is null ? mistakes : [new Mistake(null, null, null, $"--log: {problem}")];
        }

        if (!mistakes.IsEmpty)
        {
            return (null, mistakes);
        }

        var servers = named.IsEmpty ? settings.Servers : named;
        servers = arguments.Ssh is null ? servers : [.. servers.Select(server => server with { Ssh = null })];
        return (
            new LaunchOptions(
                settings with
                {
                    Servers = servers.IsEmpty ? [new ServerSetting(Environment.MachineName, Server.LocalHost)] : servers,
                    ReadOnly = settings.ReadOnly || arguments.ReadOnly,
                    Ssh = arguments.Ssh ?? settings.Ssh,
                },
                arguments.SshConfig,
                arguments.DemoServers)
            {
                NamesNoServer = servers.IsEmpty,
                Log = log,
            },
            []);
    }

    // Format and source: proc(5), /proc/sys/kernel/random. Null on macOS.
    private static string? BootIdOfThisMachine()
    {
        try
        {
            return File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
