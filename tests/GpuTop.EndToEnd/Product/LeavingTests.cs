using System.Text.RegularExpressions;

namespace GpuTop.EndToEnd.Product;

/// <summary>On every way out the terminal is what it was.</summary>
public sealed class LeavingTests
{
    private const string Untouched = "alternate 0 mouse 0 cursor 1 keys 0";

    [RequiresTheory(Needs.Tmux)]
    [InlineData("q", 0)]
    [InlineData("C-c", 0)]
    [InlineData("F10", 0)]
    public void A_key_ends_it(string key, int exitCode)
    {
        using var screen = Begin();

        screen.Press(key);

        AssertRestored(screen, exitCode);
    }

    [RequiresTheory(Needs.Tmux)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    [InlineData("INT", 130)]
    [InlineData("QUIT", 131)]
    public void A_signal_ends_it_with_the_code_that_shells_give(string signal, int exitCode)
    {
        using var screen = Begin();

        Processes.Signal(signal, screen.ProgramPid);

        AssertRestored(screen, exitCode);
    }

    [RequiresFact(Needs.Tmux)]
    public void A_stopped_job_gives_the_terminal_back_and_takes_it_again()
    {
        using var screen = Begin();

        screen.Press("C-z");
        // What is typed before the shell is back is thrown away with the mouse's reports.
        screen.WaitFor("Stopped");
        Assert.Equal(Untouched, screen.Modes);
        Assert.Equal(Settings(screen, 0), Settings(screen, 1));
        screen.Enter("fg");
        screen.WaitFor("the fleet again", text => screen.Modes != Untouched && text.Contains(" gputop ", StringComparison.Ordinal));
        screen.Press("q");

        screen.WaitFor("the end", _ => screen.Modes == Untouched);
        screen.Enter("stty -g");
        Assert.Equal(Settings(screen, 0), Settings(screen, 2));
    }

    private static TmuxScreen Begin()
    {
        // The settings before, then after.
        var screen = TmuxScreen.Start($"stty -g; {Programs.Find("dotnet")} {TmuxScreen.Program} --demo 2; echo ended with $?; stty -g");
        screen.WaitFor("the fleet", text => text.Contains(" gpu02 ", StringComparison.Ordinal));
        Assert.StartsWith("alternate 1", screen.Modes);
        return screen;
    }

    private static void AssertRestored(TmuxScreen screen, int exitCode)
    {
        screen.WaitFor("how it ended", text => text.Contains("ended with ", StringComparison.Ordinal) && Settings(text).Length == 2);
        Assert.Contains($"ended with {exitCode}\n", screen.Text);
        Assert.Equal(Untouched, screen.Modes);
        Assert.Equal(Settings(screen, 0), Settings(screen, 1));
    }

    private static string Settings(TmuxScreen screen, int index)
    {
        screen.WaitFor($"stty's answer {index}", text => Settings(text).Length > index);
        return Settings(screen.Text)[index];
    }

    // 500:5:bf:8a3b:3:1c:7f:...
    private static string[] Settings(string text) =>
        [.. Regex.Matches(text, "(?<![0-9a-f:])[0-9a-f]+(:[0-9a-f]+){12}").Select(match => match.Value)];
}
