using GpuTop.TerminalDriver;

namespace GpuTop.Tests.TerminalDriver;

public sealed class ColorDepthTests
{
    [Theory]
    [InlineData("TERM=xterm-256color COLORTERM=truecolor", ColorDepth.TrueColor)]
    [InlineData("TERM=screen COLORTERM=24bit", ColorDepth.TrueColor)]
    [InlineData("TERM=xterm-256color", ColorDepth.Ansi256)]
    [InlineData("TERM=tmux-256color", ColorDepth.Ansi256)]
    [InlineData("TERM=xterm-256color COLORTERM=yes", ColorDepth.Ansi256)]
    [InlineData("TERM=xterm", ColorDepth.Ansi16)]
    [InlineData("TERM=screen", ColorDepth.Ansi16)]
    [InlineData("TERM=linux", ColorDepth.Ansi16)]
    [InlineData("TERM=foo-unknown", ColorDepth.Ansi16)]
    [InlineData("TERM=vt100", ColorDepth.None)]
    [InlineData("TERM=vt220", ColorDepth.None)]
    [InlineData("TERM=rxvt-m", ColorDepth.None)]
    [InlineData("TERM=xterm-kitty", ColorDepth.TrueColor)]
    [InlineData("TERM=alacritty", ColorDepth.TrueColor)]
    [InlineData("TERM=foot", ColorDepth.TrueColor)]
    [InlineData("TERM=foot-extra", ColorDepth.TrueColor)]
    [InlineData("TERM=xterm-direct", ColorDepth.TrueColor)]
    [InlineData("TERM=xterm-ghostty", ColorDepth.TrueColor)]
    [InlineData("TERM=wezterm", ColorDepth.TrueColor)]
    [InlineData("TERM=xterm-256color COLORTERM=truecolor NO_COLOR=1", ColorDepth.None)]
    [InlineData("TERM=xterm-256color NO_COLOR=", ColorDepth.Ansi256)]
    [InlineData("TERM=dumb", null)]
    [InlineData("TERM=dumb COLORTERM=truecolor", null)]
    [InlineData("TERM=", null)]
    [InlineData("", null)]
    public void The_environment_tells_the_depth(string environment, ColorDepth? depth) =>
        Assert.Equal(depth, ColorDepth.Detect(Variables(environment)));

    [Theory]
    [InlineData("LANG=en_US.UTF-8", true)]
    [InlineData("LANG=C.utf8", true)]
    [InlineData("LANG=C LC_ALL=de_DE.UTF-8", true)]
    [InlineData("LANG=en_US.UTF-8 LC_ALL=C", false)]
    [InlineData("LANG=en_US.UTF-8 LC_CTYPE=POSIX", false)]
    [InlineData("LANG=en_US.UTF-8 LC_ALL=", true)]
    [InlineData("LANG=de_DE.ISO-8859-1", false)]
    [InlineData("LANG=en_US.UTF-8 TERM=xterm", true)]
    [InlineData("LANG=en_US.UTF-8 TERM=linux", false)]
    [InlineData("LANG=en_US.UTF-8 TERM=linux-16color", false)]
    [InlineData("", false)]
    public void Locale_and_terminal_tell_whether_more_than_ASCII_is_shown(string environment, bool isUtf8) =>
        Assert.Equal(isUtf8, TerminalSupport.ShowsUnicode(Variables(environment)));

    private static Func<string, string?> Variables(string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return name => variables.GetValueOrDefault(name);
    }
}
