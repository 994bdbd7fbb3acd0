using System.Globalization;
using System.Text.RegularExpressions;

namespace GpuTop.Demo;

/// <summary>What a script for a terminal of a simulated server opens.</summary>
internal enum TerminalKind
{
    /// <summary>A login shell.</summary>
    Shell,

    /// <summary>A pane of tmux.</summary>
    Pane,

    /// <summary>A new session of tmux.</summary>
    NewSession,
}

/// <summary>The target of a script for a terminal of a simulated server.</summary>
/// <param name="Kind">What it opens.</param>
/// <param name="Pane">Index of the pane.</param>
/// <param name="Folder">Working directory of the shell.</param>
internal sealed partial record TerminalTarget(TerminalKind Kind, int Pane, string Folder)
{
    /// <summary>Reads it from a script that gputop would send to a real server.</summary>
    public static TerminalTarget Of(string script, Machine machine)
    {
        if (script.Contains("new-session", StringComparison.Ordinal))
        {
            return new TerminalTarget(TerminalKind.NewSession, 0, Person.Me.Home);
        }

        if (PaneId().Match(script) is { Success: true } pane)
        {
            return OfPane(int.Parse(pane.Groups[1].ValueSpan, CultureInfo.InvariantCulture), machine);
        }

        if (SessionId().Match(script) is { Success: true } session)
        {
            var names = machine.Background.Panes.Select(one => one.Window.Session).Distinct().ToList();
            var name = names.ElementAtOrDefault(int.Parse(session.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
            return OfPane(machine.Background.Panes.ToList().FindIndex(one => one.Window.Session == name), machine);
        }

        return new TerminalTarget(TerminalKind.Shell, 0, Directory().Match(script) is { Success: true } at
            ? at.Groups[1].Value
            : Person.Me.Home);
    }

    private static TerminalTarget OfPane(int index, Machine machine) => machine.Background.Panes.ElementAtOrDefault(index) is { } pane
        ? new TerminalTarget(TerminalKind.Pane, index, pane.Window.Folder)
        : new TerminalTarget(TerminalKind.NewSession, 0, Person.Me.Home);

    [GeneratedRegex(@"\bp='?%(\d{1,6})\b")]
    private static partial Regex PaneId();

    [GeneratedRegex(@"attach-session -t '?\$(\d{1,6})\b")]
    private static partial Regex SessionId();

    [GeneratedRegex("^cd -- '?([^'\n ]+)", RegexOptions.Multiline)]
    private static partial Regex Directory();
}
