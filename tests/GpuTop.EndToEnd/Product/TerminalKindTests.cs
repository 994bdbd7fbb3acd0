using System.Text;
using System.Text.RegularExpressions;

namespace GpuTop.EndToEnd.Product;

/// <summary>What terminals differ in: size, colours, characters.</summary>
public sealed class TerminalKindTests
{
    [RequiresFact(Needs.Tmux)]
    public void Every_size_is_drawn_anew_down_to_one_cell_and_back()
    {
        using var screen = TmuxScreen.StartProgram("--demo 3", width: 120, height: 30);
        screen.WaitFor(" gpu02 ");

        Resize(screen, 60, 15);
        Resize(screen, 40, 10);
        screen.Resize(1, 1);
        screen.WaitFor("the one cell", text => text is "g\n");
        Resize(screen, 160, 45);
        Resize(screen, 40, 10);
        Resize(screen, 120, 30);
        screen.Press("q");

        screen.WaitFor("ended with 0");
    }

    [RequiresFact(Needs.Tmux)]
    public void Sizes_in_quick_succession_leave_the_last_one_drawn()
    {
        using var screen = TmuxScreen.StartProgram("--demo 3", width: 120, height: 30);
        screen.WaitFor(" gpu02 ");

        for (var step = 0; step < 20; step++)
        {
            screen.Resize(40 + (step * 5), 10 + step);
        }

        Resize(screen, 80, 24);
    }

    [RequiresTheory(Needs.Tmux)]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "vt100")]
    public void No_colour_is_sent_to_who_wants_or_knows_none(string name, string value)
    {
        using var screen = TmuxScreen.StartProgram("--demo 3", 80, 24, ("COLORTERM", ""), (name, value));
        screen.WaitFor(" gpu02 ");
        screen.Press("?");
        screen.WaitFor(" keys ");

        Assert.DoesNotMatch(@"\u001b\[(\d+;)*[34][0-8][;m]", Written(screen));
    }

    [RequiresFact(Needs.Tmux)]
    public void A_plain_xterm_gets_the_sixteen_colours_of_its_theme()
    {
        using var screen = TmuxScreen.StartProgram("--demo 3", 80, 24, ("TERM", "xterm"), ("COLORTERM", ""));
        screen.WaitFor(" gpu02 ");

        Assert.Matches(@"\u001b\[(\d+;)*(3[0-7]|9[0-7])[;m]", Written(screen));
        Assert.DoesNotMatch(@"\u001b\[(\d+;)*[34]8[;:]", Written(screen));
    }

    [RequiresFact(Needs.Tmux)]
    public void A_locale_of_ASCII_gets_nothing_else()
    {
        using var screen = TmuxScreen.StartProgram("--demo 3", 80, 24, ("LC_ALL", ""), ("LANG", "C"));
        screen.WaitFor(" gpu02 ");
        foreach (var key in (string[])["c", "c", "?"])
        {
            screen.Press(key);
            var before = screen.Output.Length;
            screen.WaitFor("something else", _ => screen.Output.Length > before + 200);
        }

        Assert.DoesNotContain(screen.Output, letter => letter >= 0x80);
    }

    [Theory]
    [InlineData("C", "xterm")]
    [InlineData("C.UTF-8", "linux")]
    public void Commands_print_ASCII_where_the_terminal_shows_nothing_else(string locale, string terminal)
    {
        foreach (var command in new[] { "list --demo 4", "free --demo 4", "list xx\u00e9", "lst\u00e9" })
        {
            var printed = Printed.By(command, ("LC_ALL", locale), ("TERM", terminal));
            Assert.DoesNotContain(printed.Output + printed.Errors, letter => letter >= 0x80);
        }

        Assert.Contains("°C", Printed.By("list --demo 1", ("LC_ALL", "C.UTF-8"), ("TERM", "xterm")).Output);
    }

    [RequiresFact(Needs.Tmux)]
    public void The_Linux_console_gets_ASCII()
    {
        using var screen = TmuxScreen.StartProgram("--demo 3", 80, 24, ("TERM", "linux"));
        screen.WaitFor(" gpu02 ");

        Assert.DoesNotContain(screen.Output, letter => letter >= 0x80);
    }

    [RequiresTheory(Needs.Tmux)]
    [InlineData("dumb")]
    [InlineData("")]
    public void A_terminal_that_places_no_text_is_refused_with_what_to_do_instead(string terminal)
    {
        using var screen = TmuxScreen.StartProgram("--demo 3", 80, 24, ("TERM", terminal));

        var text = screen.WaitFor("ended with 2");

        Assert.Contains("gputop list", text);
        Assert.DoesNotContain((byte)0x1b, screen.Output[screen.Output.AsSpan().IndexOf("gputop: "u8)..]);
    }

    [RequiresFact(Needs.Tmux)]
    public void Output_that_is_no_terminal_is_refused_with_what_to_do_instead()
    {
        var printed = Printed.By("--demo 3");

        Assert.Equal((2, ""), (printed.ExitCode, printed.Output));
        Assert.Contains("gputop list", printed.Errors);
    }

    [RequiresFact(Needs.Tmux)]
    public void The_demo_needs_nothing()
    {
        using var screen = TmuxScreen.StartProgram("--demo", 80, 24, ("PATH", "/nonexistent"), ("HOME", "/nonexistent"));

        screen.WaitFor("a whole fleet", text =>
            text.Contains(" gputop ", StringComparison.Ordinal) && text.Contains("train.py", StringComparison.Ordinal));
        screen.Press("q");

        screen.WaitFor("ended with 0");
    }

    // The header in the first line, the keys in the last, and nothing wider than the terminal.
    private static void Resize(TmuxScreen screen, int width, int height)
    {
        screen.Resize(width, height);
        screen.WaitFor($"a frame of {width}x{height}", text => text.TrimEnd('\n').Split('\n') is { } lines
            && lines.Length == height
            && lines[0].StartsWith(" gputop ", StringComparison.Ordinal)
            && Regex.IsMatch(lines[^1], @"\? help|q quit")
            && lines[1..^1].Any(line => line.Contains("gpu0", StringComparison.Ordinal) || line.Contains('▇', StringComparison.Ordinal))
            && lines.All(line => line.Length <= width));
    }

    private static string Written(TmuxScreen screen) => Encoding.UTF8.GetString(screen.Output);
}
