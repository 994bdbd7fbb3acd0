using GpuTop.Config;

namespace GpuTop.Tests.Config;

public sealed class SearchPathTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData(":/usr/bin:", "/usr/bin")]
    [InlineData(".:bin:/usr/bin:../x:~/bin:/bin", "/usr/bin|/bin")]
    public void Entries_that_depend_on_the_current_directory_are_left_out(string? path, string expected) =>
        Assert.Equal(expected, string.Join('|', SearchPath.Absolute(path)));

    [Fact]
    public void A_program_is_never_found_in_the_current_directory()
    {
        Assert.Equal("/bin/sh", SearchPath.Find("sh", "/nowhere:/bin"));
        Assert.Equal("/nowhere/sh", SearchPath.Find("sh", ".:/nowhere"));
        Assert.Equal("/sh", SearchPath.Find("sh", "."));
    }

    [Theory]
    [InlineData("./notify", true)]
    [InlineData("bin/notify", true)]
    [InlineData("~/bin/notify", true)]
    [InlineData("/usr/bin/notify", false)]
    [InlineData("notify", false)]
    public void A_hook_of_the_current_directory_is_a_mistake(string program, bool isMistake)
    {
        var mistakes = SettingsFile.Parse(System.Text.Encoding.UTF8.GetBytes($"hook = [\"{program}\"]"), "f").Mistakes;

        Assert.Equal(
            isMistake ? [$"f:1:9: hook must begin with a name that PATH leads to or a path that begins with /, not '{program}'"] : [],
            mistakes.Select(mistake => mistake.ToString()));
    }
}
