using GpuTop.Config;
using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class UserCommandTests
{
    [Fact]
    public void Placeholders_become_quoted_words_and_the_shells_own_braces_stay()
    {
        var command = new UserCommand(
            "x", null, "cd {cwd} && echo ${host} ${pid} {HOME} {print $1} {gpu}{gpu}", CommandPlace.Server, false);

        Assert.Equal(["cwd", "gpu"], command.Needs.ToArray());
        Assert.Equal("cd <cwd> && echo ${host} ${pid} {HOME} {print $1} <gpu><gpu>", command.Expand(name => $"<{name}>"));
    }

    [Theory]
    [InlineData("ncdu {cwt}", "unknown placeholder {cwt}; known are {server} {host} {user} {pid} {gpu} {cwd} {path} {port}")]
    [InlineData("ncdu '{cwd}'", "{cwd} must not stand between quotes or behind a backslash: it becomes a quoted word by itself")]
    [InlineData("ssh {host} \"ls {cwd}\"", "{cwd} must not stand between quotes or behind a backslash: it becomes a quoted word by itself")]
    [InlineData("ls \\{cwd}", "{cwd} must not stand between quotes or behind a backslash: it becomes a quoted word by itself")]
    [InlineData("echo $'it\\'s' {cwd}", "{cwd} must not stand between quotes or behind a backslash: it becomes a quoted word by itself")]
    public void A_placeholder_that_could_become_a_command_is_a_mistake(string run, string mistake) =>
        Assert.Equal([mistake], UserCommand.MistakesIn(run));

    [Theory]
    [InlineData("echo 'it'\\''s' \"a \\\" b\" {cwd}")]
    [InlineData("code --remote ssh-remote+{host} {cwd}")]
    [InlineData("top")]
    public void Placeholders_after_closed_quotes_are_valid(string run) => Assert.Empty(UserCommand.MistakesIn(run));

    [Fact]
    public void Command_names_and_keys_are_unique()
    {
        var toml = "[[command]]\nname = 'a'\nrun = 'x'\nkey = 'F5'\n[[command]]\nname = 'a'\nrun = 'y'\nkey = 'F5'\n"u8;

        Assert.Equal(
            ["f:6:8: two commands are called 'a'", "f:8:7: key 'F5' is used by two commands"],
            SettingsFile.Parse(toml, "f").Mistakes.Select(m => m.ToString()));
    }
}
