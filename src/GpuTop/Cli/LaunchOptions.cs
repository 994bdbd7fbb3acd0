using System.Collections.Immutable;
using GpuTop.Config;
using GpuTop.Model;
using GpuTop.Recordings;
using GpuTop.State;
using GpuTop.Terminal;

namespace GpuTop.Cli;

/// <summary>What was typed.</summary>
/// <param name="Servers">Servers named; may be empty.</param>
/// <param name="Config">File named by <c>--config</c>; null when none was.</param>
/// <param name="SshConfig">File named by <c>--ssh-config</c>; null when none was.</param>
/// <param name="DemoServers">Number of simulated servers; null for real ones.</param>
/// <param name="ReadOnly">Whether <c>--read-only</c> was given.</param>
/// <param name="Log">File named by <c>--log</c>; null when none was.</param>
internal sealed record LaunchArguments(
    ImmutableArray<string> Servers, string? Config, string? SshConfig, int? DemoServers, bool ReadOnly, string? Log = null);

/// <summary>What the command line and the configuration together ask for.</summary>
/// <param name="Settings">The configuration, with what the command line overrides.</param>
/// <param name="SshConfig">ssh's configuration file; null for the user's own.</param>
/// <param name="DemoServers">Number of simulated servers; null for real ones.</param>
internal sealed record LaunchOptions(Settings Settings, string? SshConfig, int? DemoServers)
{
    /// <summary>Whether neither the command line nor the configuration names a server; then it is this machine.</summary>
    public bool NamesNoServer { get; init; }

    /// <summary>The recording to replay; null to watch servers.</summary>
    public Recording? Recording { get; init; }

    /// <summary>Where connections are logged; null for nowhere. Open; whoever made the launch closes it.</summary>
    public LogFile? Log { get; init; }

    /// <summary>As many simulated servers as fit on 80x24 and show everything once.</summary>
    public const int DefaultDemoServers = 4;

    private const int MostDemoServers = 1000;

    // Who watches a demo does not wait a quarter of an hour for the notebook that was left open.
    private static readonly TimeSpan DemoIdleAfter = TimeSpan.FromSeconds(20);

    /// <summary>How long free and idle take.</summary>
    public AvailabilityRules Rules => new(
        Settings.FreeAfter,
        DemoServers is not null && Settings.IdleAfter == Settings.Default.IdleAfter ? DemoIdleAfter : Settings.IdleAfter)
    {
        Residents = Settings.Residents,
    };

    /// <summary>Colours to draw with: as configured, else what the terminal can and <c>NO_COLOR</c> permits.</summary>
    public ColorDepth Colors => Settings.Color switch
    {
        ColorSetting.Truecolor => ColorDepth.TrueColor,
        ColorSetting.Colors256 => ColorDepth.Ansi256,
        ColorSetting.Colors16 => ColorDepth.Ansi16,
        ColorSetting.None => ColorDepth.None,
        _ => ColorDepth.Detect(Environment.GetEnvironmentVariable) ?? ColorDepth.None,
    };

    /// <summary>Whether the terminal shows more than ASCII: as configured, else what the locale says.</summary>
    public bool IsUtf8 => Settings.Ascii is { } ascii ? !ascii : TerminalSupport.IsUtf8(Environment.GetEnvironmentVariable);

    /// <summary>The state before anything was heard.</summary>
    public AppState Start(IEnumerable<ServerFeed> feeds, DateTimeOffset now) => new()
    {
        Options = new AppOptions
        {
            Rules = Rules,
            Thresholds = Settings.Thresholds,
            ReadOnly = Settings.ReadOnly,
            Tunnels = Settings.Tunnels,
            BootId = BootIdOfThisMachine(),
            IsDemo = DemoServers is not null,
            TimeZone = TimeZoneInfo.Local,
            AttachInWindow = Settings.AttachInWindow && Osc.IsInTmux(Environment.GetEnvironmentVariable),
            Commands = Settings.Commands,
        },
        Fleet = new Fleet([.. feeds.Select(feed => Server.Initial(feed.Name, feed.Host, now))]),
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

    /// <summary>What is to be started; null, and every mistake, when the configuration or the command line can't be used.</summary>
    public static (LaunchOptions? Launch, ImmutableArray<Mistake> Mistakes) Of(LaunchArguments arguments)
    {
        var path = SettingsFile.Find(arguments.Config, Environment.GetEnvironmentVariable, File.Exists);
        var (settings, mistakes) = SettingsFile.Load(path);
        var (named, wrong) = ServerSetting.FromArguments(arguments.Servers, settings.Servers);
        mistakes = mistakes.AddRange(wrong);
        if (arguments.DemoServers is < 1 or > MostDemoServers)
        {
            mistakes = mistakes.Add(new Mistake(null, null, null, $"--demo takes 1 to {MostDemoServers} servers, not {arguments.DemoServers}"));
        }

        var log = (LogFile?)null;
        if (mistakes.IsEmpty && arguments.Log is { } file && LogFile.Open(file) is var (opened, problem))
        {
            log = opened;
            mistakes = problem is null ? mistakes : [new Mistake(null, null, null, $"gputop: --log: {problem}")];
        }

        if (!mistakes.IsEmpty)
        {
            return (null, mistakes);
        }

        var servers = named.IsEmpty ? settings.Servers : named;
        return (
            new LaunchOptions(
                settings with
                {
                    Servers = servers.IsEmpty ? [new ServerSetting(Environment.MachineName, ServerSetting.Local)] : servers,
                    ReadOnly = settings.ReadOnly || arguments.ReadOnly,
                },
                arguments.SshConfig,
                arguments.DemoServers)
            {
                NamesNoServer = servers.IsEmpty,
                Log = log,
            },
            []);
    }

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
