using System.Collections.Immutable;
using GpuTop.Config.Toml;
using GpuTop.Model;

namespace GpuTop.Config;

/// <summary>Reader of settings from TOML tables; defines all keys of the file.</summary>
internal sealed class SettingsReader(SettingsMistakes notes)
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromHours(1);

    /// <summary>Upper limit that detects a wrong unit.</summary>
    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(30);

    private readonly HashSet<(string Kind, string Name)> _taken = [];

    /// <summary>Reads the settings of the root table, with the default of each that is absent or invalid.</summary>
    public Settings Read(TomlTable root)
    {
        var top = new SettingsTable("", root, notes);
        var settings = new Settings
        {
            Interval = top.Duration("interval", MinInterval, MaxInterval) ?? Settings.Default.Interval,
            Color = top.ChoiceOrAuto("color", SettingWords.ColorDepths),
            Theme = new ThemeSetting(
                top.Choice<ThemeName>("theme") ?? ThemeSetting.Default.Name,
                top.Choice<PaletteName>("palette") ?? ThemeSetting.Default.Palette,
                Colors(top.Table("colors"), top)),
            Ascii = top.FlagOrAuto("ascii"),
            Mouse = top.Flag("mouse") ?? Settings.Default.Mouse,
            ReadOnly = top.Flag("read_only") ?? Settings.Default.ReadOnly,
            Density = top.Choice<Density>("density") ?? Settings.Default.Density,
            FreeAfter = top.Duration("free_after", TimeSpan.Zero, MaxDuration) ?? Settings.Default.FreeAfter,
            IdleAfter = top.Duration("idle_after", TimeSpan.Zero, MaxDuration) ?? Settings.Default.IdleAfter,
            Residents = top.Texts("residents", "names of programs") is { } residents
                ? [.. residents.Select(name => name.Text)]
                : Settings.Default.Residents,
            AttachInWindow = top.Choice("attach_in", SettingWords.AttachPlaces) ?? Settings.Default.AttachInWindow,
            Ssh = top.Choice("ssh", SettingWords.SshClients) ?? Settings.Default.Ssh,
            Hook = Hook(top),
            Servers = [.. Listed(top), .. Each(top, "server", Server)],
            Thresholds = Thresholds(top.Table("thresholds"), top),
            Tunnels = [.. Each(top, "tunnel", Tunnel)],
            Commands = [.. Each(top, "command", Command)],
        };
        settings = settings with { Alerts = [.. Each(top, "alert", table => Alert(table, settings))] };
        top.AddUnknownKeys(above: []);
        return settings;
    }

    private static List<T> Each<T>(SettingsTable top, string key, Func<SettingsTable, T?> read)
        where T : class
    {
        var all = new List<T>();
        foreach (var table in top.Tables(key))
        {
            if (read(table) is { } one)
            {
                all.Add(one);
            }

            table.AddUnknownKeys(top.Known);
        }

        return all;
    }

    private ImmutableArray<string> Hook(SettingsTable top)
    {
        var words = top.Texts("hook", "texts: a program and its arguments") ?? [];
        if (words is [var (at, program), ..] && string.IsNullOrWhiteSpace(program))
        {
            notes.Add(at, "hook must begin with a program's name");
        }
        else if (words is [var (place, path), ..] && path.Contains('/', StringComparison.Ordinal) && !Path.IsPathRooted(path))
        {
            notes.Add(place, $"hook must begin with a name that PATH leads to or a path that begins with /, not {Mistake.Quote(path)}");
        }

        return [.. words.Select(word => word.Text)];
    }

    private List<ServerSetting> Listed(SettingsTable top)
    {
        var all = new List<ServerSetting>();
        foreach (var (at, host) in top.Texts("servers", "addresses such as \"gpu01\" or \"alice@gpu02\"") ?? [])
        {
            if (ServerSetting.AddressProblem(host) is { } refusal)
            {
                notes.Add(at, refusal);
            }
            else if (FreeName(host) is { } name)
            {
                all.Add(new(name, host));
            }
            else
            {
                notes.Add(at, $"server {Mistake.Quote(host)} is named twice");
            }
        }

        return all;
    }

    private ServerSetting? Server(SettingsTable table)
    {
        var name = table.Text("name");
        var host = table.Text("host");
        if (!table.Has("name") && !table.Has("host"))
        {
            table.AddMistake("name", "[[server]] needs name or host");
        }

        var ssh = table.Choice("ssh", SettingWords.SshClients);
        if ((host ?? name) is not { } address || (table.Has("host") && host is null))
        {
            return null;
        }

        if (ServerSetting.AddressProblem(address) is { } refusal)
        {
            table.AddMistake(host is null ? "name" : "host", refusal);
            return null;
        }

        var free = name is null ? FreeName(address) : _taken.Add(("server", name)) ? name : null;
        if (free is null)
        {
            table.AddMistake(name is null ? "host" : "name", $"server {Mistake.Quote(name ?? address)} is named twice");
        }

        return free is null ? null : new(free, address) { Ssh = ssh };
    }

    /// <summary>Host name, or the whole address when the name is taken; null when both are.</summary>
    private string? FreeName(string host) =>
        _taken.Add(("server", ServerSetting.NameOf(host))) ? ServerSetting.NameOf(host) : _taken.Add(("server", host)) ? host : null;

    private static ImmutableDictionary<ThemeColor, int> Colors(SettingsTable table, SettingsTable top)
    {
        var colors = ImmutableDictionary.CreateBuilder<ThemeColor, int>();
        foreach (var color in Enum.GetValues<ThemeColor>())
        {
            if (table.Color(SettingsTable.WordOf(color).Replace('-', '_')) is { } rgb)
            {
                colors.Add(color, rgb);
            }
        }

        table.AddUnknownKeys(top.Known);
        return colors.ToImmutable();
    }

    private static Thresholds Thresholds(SettingsTable table, SettingsTable top)
    {
        var usual = Settings.Default.Thresholds;
        var read = new Thresholds
        {
            UtilizationYellowPercent = table.Number("utilization_yellow", 0, 100, "percent") ?? usual.UtilizationYellowPercent,
            UtilizationRedPercent = table.Number("utilization_red", 0, 100, "percent") ?? usual.UtilizationRedPercent,
            MemoryYellowPercent = table.Number("memory_yellow", 0, 100, "percent") ?? usual.MemoryYellowPercent,
            MemoryRedPercent = table.Number("memory_red", 0, 100, "percent") ?? usual.MemoryRedPercent,
            TemperatureYellowCelsius = table.Number("temperature_yellow", 0, 150, "°C") ?? usual.TemperatureYellowCelsius,
            TemperatureRedCelsius = table.Number("temperature_red", 0, 150, "°C") ?? usual.TemperatureRedCelsius,
            DiskWarnPercent = table.Number("disk_warn", 0, 100, "percent") ?? usual.DiskWarnPercent,
        };
        RefuseBelow("utilization", read.UtilizationYellowPercent, read.UtilizationRedPercent);
        RefuseBelow("memory", read.MemoryYellowPercent, read.MemoryRedPercent);
        RefuseBelow("temperature", read.TemperatureYellowCelsius, read.TemperatureRedCelsius);
        table.AddUnknownKeys(top.Known);
        return read;

        void RefuseBelow(string what, double yellow, double red)
        {
            if (red < yellow)
            {
                table.AddMistake(
                    table.Has(what + "_red") ? what + "_red" : what + "_yellow",
                    $"{what}_red must be at least {what}_yellow, {yellow}, not {red}");
            }
        }
    }

    private TunnelRule? Tunnel(SettingsTable table)
    {
        var name = UniqueName(table, "tunnel");
        var server = table.Text("server") ?? "*";
        table.Require("remote");
        var remote = table.Remote("remote");
        var local = table.Port("local", least: 0);
        var open = table.Flag("open") ?? false;
        var scheme = table.Choice<TunnelScheme>("scheme") ?? TunnelScheme.Http;
        return name is null || remote is not var (host, port) ? null
            : new(name, server, host, port, local == 0 ? null : local ?? port, open, scheme);
    }

    private UserCommand? Command(SettingsTable table)
    {
        var name = UniqueName(table, "command");
        var key = table.Keystroke("key");
        var run = table.Required("run");
        var where = table.Choice<CommandPlace>("where") ?? CommandPlace.Server;
        var pause = table.Flag("pause") ?? false;
        if (key is not null && !_taken.Add(("key", key)))
        {
            table.AddMistake("key", $"key {Mistake.Quote(key)} is used by two commands");
        }

        foreach (var mistake in UserCommand.MistakesIn(run ?? ""))
        {
            table.AddMistake("run", mistake);
        }

        return name is null || run is null ? null : new(name, key, run, where, pause);
    }

    private AlertRule? Alert(SettingsTable table, Settings settings)
    {
        table.Require("when");
        var when = table.Choice<AlertKind>("when");
        var word = when is { } known ? SettingsTable.WordOf(known) : "";
        var name = table.Text("name") ?? word;
        var server = table.Text("server") ?? "*";
        var user = table.Text("user");
        var above = table.Number("above", 0, 150, when == AlertKind.Temperature ? "°C" : "percent");
        var hold = table.Duration("for", TimeSpan.Zero, MaxDuration) ?? TimeSpan.Zero;
        var notify = table.Choices<AlertChannels>("notify")?.Aggregate(AlertChannels.None, (all, channel) => all | channel)
            ?? AlertChannels.Bell | AlertChannels.Desktop;
        if (when is null)
        {
            return null;
        }

        if (above is not null && when is not (AlertKind.Disk or AlertKind.Temperature))
        {
            table.AddMistake("above", $"above has no meaning for {Mistake.Quote(word)}; only for 'disk' and 'temperature'");
        }

        if (user is not null && when is not (AlertKind.GpuIdle or AlertKind.JobEnded))
        {
            table.AddMistake("user", $"user has no meaning for {Mistake.Quote(word)}; only for 'gpu-idle' and 'job-ended'");
        }

        if (notify.HasFlag(AlertChannels.Hook) && settings.Hook.IsEmpty)
        {
            table.AddMistake("notify", "notify holds 'hook', but hook above names no program");
        }

        if (!_taken.Add(("alert", name)))
        {
            table.AddMistake("name", $"two alerts are called {Mistake.Quote(name)}; give each a name of its own");
        }

        var usual = when switch
        {
            AlertKind.Disk => settings.Thresholds.DiskWarnPercent,
            AlertKind.Temperature => settings.Thresholds.TemperatureRedCelsius,
            _ => (double?)null,
        };
        return new(name, when.Value) { ServerGlob = server, User = user, Above = above ?? usual, Hold = hold, Channels = notify };
    }

    private string? UniqueName(SettingsTable table, string kind)
    {
        var name = table.Required("name");
        if (name is not null && !_taken.Add((kind, name)))
        {
            table.AddMistake("name", $"two {kind}s are called {Mistake.Quote(name)}");
        }

        return name;
    }
}
