using System.Text;
using System.Text.Json;
using GpuTop.Config;

namespace GpuTop.Tests.Config;

public sealed class SettingsFileTests
{
    [Theory]
    [InlineData("/x/gputop/gputop.toml", "/h/.config/gputop/gputop.toml", "/x/gputop/gputop.toml")]
    [InlineData("/h/.config/gputop/gputop.toml", "gputop.toml", "/h/.config/gputop/gputop.toml")]
    [InlineData("gputop.toml", "./gputop.toml", null)]
    [InlineData("elsewhere", "nowhere", null)]
    public void The_first_existing_file_is_used(string one, string other, string? expected)
    {
        string[] existing = [one, other];

        Assert.Equal(expected, SettingsFile.Find(null, Environment, existing.Contains));
    }

    [Fact]
    public void A_named_file_is_used_even_if_missing() =>
        Assert.Equal("mine.toml", SettingsFile.Find("mine.toml", Environment, _ => true));

    [Fact]
    public void Missing_and_relative_variables_are_ignored()
    {
        Assert.Equal("/h/.config/gputop/gputop.toml", SettingsFile.Find(null, name => name == "HOME" ? "/h" : "relative", _ => true));
        Assert.Null(SettingsFile.Find(null, _ => null, _ => true));
        Assert.Null(SettingsFile.Find(null, _ => ".", _ => true));
        Assert.Null(SettingsFile.Preferred(_ => ""));
        Assert.Equal("/x/gputop/gputop.toml", SettingsFile.Preferred(Environment));
    }

    [Fact]
    public void Unreadable_files_are_mistakes_with_a_reason()
    {
        var folder = Directory.CreateTempSubdirectory("gputop-test-").FullName;
        var large = Path.Combine(folder, "large.toml");
        File.WriteAllBytes(large, new byte[(1 << 20) + 1]);

        string[] told =
        [
            .. new[] { Path.Combine(folder, "none.toml"), Path.Combine(folder, "none", "none.toml"), folder, large }
                .Select(path => Assert.Single(SettingsFile.Load(path).Mistakes).ToString().Replace(folder, "F")),
        ];
        Directory.Delete(folder, recursive: true);

        Assert.Equal(
            [
                "F/none.toml: cannot be read: there is no such file",
                "F/none/none.toml: cannot be read: there is no such directory",
                "F: cannot be read: it is a directory",
                "F/large.toml: cannot be read: it is larger than 1 MiB",
            ],
            told);
    }

    [Fact]
    public void No_file_and_an_empty_file_mean_the_defaults()
    {
        var defaults = JsonSerializer.Serialize(new LoadedSettings(Settings.Default, []));

        Assert.Equal(defaults, JsonSerializer.Serialize(SettingsFile.Load(null)));
        Assert.Equal(defaults, JsonSerializer.Serialize(SettingsFile.Parse([], "f")));
    }

    [Fact]
    public void Syntax_and_value_mistakes_are_in_file_order()
    {
        var toml = "intervall = 2\ncolor = 'pink'\nmouse = yes\n[thresholds]\ndisk_warn = 120\nmemory_red = \"x\n";

        var mistakes = SettingsFile.Parse(Encoding.UTF8.GetBytes(toml), "gputop.toml").Mistakes;

        Assert.Equal(
            [
                "gputop.toml:1:1: unknown key 'intervall'; did you mean 'interval'?",
                "gputop.toml:2:9: color must be one of \"auto\", \"truecolor\", \"256\", \"16\", \"none\", not 'pink'",
                "gputop.toml:3:9: 'yes' is not a value; text needs quotes: \"...\"",
                "gputop.toml:5:13: disk_warn must be a number from 0 to 100 percent, not 120",
                "gputop.toml:6:14: text is not closed; \" is missing at its end",
            ],
            mistakes.Select(m => m.ToString()));
    }

    private static string? Environment(string name) => name switch { "XDG_CONFIG_HOME" => "/x", "HOME" => "/h", _ => null };
}
