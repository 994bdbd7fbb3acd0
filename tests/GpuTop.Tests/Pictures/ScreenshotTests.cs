using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Tests;

/// <summary>The pictures of README, from the demo in virtual time. <c>GPUTOP_ACCEPT=1 tests/run --filter Screenshot</c> takes them
/// anew.</summary>
[Collection(nameof(ThemeUsers))]
public sealed class ScreenshotTests : IDisposable
{
    private const int MostBytes = 600_000;

    private static readonly Lazy<AppState> Shared = new(() =>
    {
        using var session = new DemoSession(112, 29);
        return session.State;
    });

    public static TheoryData<string> Themes => [SvgTheme.Dark.Name, SvgTheme.Light.Name];

    public void Dispose() => Theme.Use(ThemeColors.Neutral);

    [Theory]
    [MemberData(nameof(Themes))]
    public void The_fleet_by_lines(string theme) => Check("fleet", theme, 112, 29);

    [Theory]
    [MemberData(nameof(Themes))]
    public void The_fleet_by_boxes(string theme) => Check("panes", theme, 150, 42, 'c');

    [Theory]
    [MemberData(nameof(Themes))]
    public void The_page_of_a_GPU(string theme) => Check("page", theme, 112, 36, Key.Down, Key.Enter);

    [Theory]
    [MemberData(nameof(Themes))]
    public void The_processes(string theme) => Check("processes", theme, 150, 22, '2');

    [Theory]
    [MemberData(nameof(Themes))]
    public void The_tunnels(string theme) => Check("tunnels", theme, 112, 16, '6', Key.Enter);

    [Fact]
    public void The_moving_picture()
    {
        Theme.Use(SvgTheme.Dark.Colors);

        var picture = SvgDocument.Moving(DemoTour.Frames(), SvgTheme.Dark);

        Assert.InRange(picture.Length, 1, MostBytes);
        Assert.DoesNotContain("<script", picture, StringComparison.Ordinal);
        Assert.DoesNotContain("href", picture, StringComparison.Ordinal);
        Check("demo", picture, "");
    }

    [Fact]
    public void Everything_that_README_shows_happens_in_it()
    {
        var states = Shared.Value.Fleet.Servers.SelectMany(server => server.Gpus).Select(gpu => gpu.Availability.State).ToHashSet();

        Assert.Superset(new HashSet<GpuState> { GpuState.Free, GpuState.Busy, GpuState.Idle, GpuState.Sick }, states);
    }

    private static void Check(string name, string themeName, int width, int height, params Input[] keys)
    {
        var theme = themeName == SvgTheme.Dark.Name ? SvgTheme.Dark : SvgTheme.Light;
        Theme.Use(theme.Colors);
        using var session = new DemoSession(width, height);
        foreach (var key in keys)
        {
            session.Press(key.Key);
        }

        session.Advance(TimeSpan.FromSeconds(10));
        var frame = session.Frame();
        Check($"{name}-{theme.Name}", SvgDocument.Still(frame, theme), frame.ToText());
    }

    private static void Check(string name, string picture, string text)
    {
        var path = Path.Combine(Repository.Root, "screenshots", name + ".svg");
        if (Environment.GetEnvironmentVariable("GPUTOP_ACCEPT") == "1")
        {
            File.WriteAllText(path, picture);
        }

        Assert.True(File.Exists(path), $"screenshots/{name}.svg is missing; GPUTOP_ACCEPT=1 takes it");
        Assert.True(
            File.ReadAllText(path) == picture, $"screenshots/{name}.svg is out of date; GPUTOP_ACCEPT=1 takes it anew:\n{text}");
    }

    /// <summary>A key by its character or name.</summary>
    private readonly record struct Input(KeyPress Key)
    {
        public static implicit operator Input(char character) => new(KeyPress.Of(character));

        public static implicit operator Input(Key key) => new(KeyPress.Of(key));
    }
}

/// <summary>Tests that set the theme of the process: no other may run at the same time.</summary>
[CollectionDefinition(nameof(ThemeUsers), DisableParallelization = true)]
public sealed class ThemeUsers;
