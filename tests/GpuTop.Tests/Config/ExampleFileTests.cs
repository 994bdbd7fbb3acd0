using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using GpuTop.Config;

namespace GpuTop.Tests.Config;

public sealed partial class ExampleFileTests
{
    private static readonly string Example = File.ReadAllText(Path.Combine(Repository.Root, "gputop.toml.example"));

    [Fact]
    public void The_example_equals_the_defaults()
    {
        var loaded = SettingsFile.Parse(Encoding.UTF8.GetBytes(Example), "example");

        Assert.Empty(loaded.Mistakes);
        Assert.Equal(JsonSerializer.Serialize(Settings.Default), JsonSerializer.Serialize(loaded.Settings));
    }

    [Fact]
    public void The_uncommented_example_has_every_setting()
    {
        var notes = new SettingsMistakes("example");

        var settings = SettingsFile.Read(Encoding.UTF8.GetBytes(Uncommented()), notes);

        Assert.Empty(notes.Mistakes);
        Assert.Empty(notes.Known.Except(notes.Written));
        Assert.All(
            [settings.Servers.Length, settings.Tunnels.Length, settings.Commands.Length, settings.Alerts.Length],
            length => Assert.NotEqual(0, length));
    }

    [Fact]
    public void Every_setting_has_its_line_of_explanation() =>
        Assert.Empty(Uncommented().Split('\n').GroupBy(line => line.Split(' ')[0])
            .Where(key => Setting().IsMatch(key.First()) && !key.Any(line => line.Contains('#')) && key.Key != "servers")
            .Select(key => key.Key));

    private static string Uncommented() => Commented().Replace(Example, "");

    [GeneratedRegex(@"^#(?=\[\[|[a-z_]+ = )", RegexOptions.Multiline)]
    private static partial Regex Commented();

    [GeneratedRegex("^[a-z_]+ = ")]
    private static partial Regex Setting();
}
