using System.Diagnostics;
using GpuTop.Model;

namespace GpuTop.EndToEnd;

/// <summary>The real program on a real terminal: a private tmux server with one window. Every wait is for a stated condition with
/// a deadline, and says what the screen showed when it is missed.</summary>
internal sealed class TmuxScreen : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private readonly string _socket = $"gputop-test-{Guid.NewGuid():N}"[..24];
    private readonly string _output = Path.GetTempFileName();

    private TmuxScreen()
    {
    }

    /// <summary>Path of the program under test.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "gputop.dll");

    /// <summary>Starts a command line in a new terminal of the given size. The terminal stays when the command ends.</summary>
    public static TmuxScreen Start(string commandLine, int width = 80, int height = 24, params (string Name, string Value)[] environment)
    {
        var screen = new TmuxScreen();
        var variables = environment.SelectMany(pair => new[] { "-e", $"{pair.Name}={pair.Value}" });
        screen.Tmux(
            ["-f", "/dev/null", "new-session", "-d", "-x", $"{width}", "-y", $"{height}",
             "-e", "LC_ALL=C.UTF-8", "-e", "COLORTERM=truecolor", "-e", "NO_COLOR=", "-e", "ENV=", "-e", "DOTNET_gcServer=0", .. variables,
             "exec sh"]);
        screen.Tmux(["set-option", "-g", "status", "off"]);
        screen.Tmux(["set-option", "-g", "remain-on-exit", "on"]);
        screen.Tmux(["pipe-pane", $"cat >{screen._output}"]);
        screen.Enter($" PS1='$ '; clear; {commandLine}");
        return screen;
    }

    /// <summary>Starts gputop with the given arguments; when it ends, its exit code is printed.</summary>
    public static TmuxScreen StartProgram(
        string arguments, int width = 80, int height = 24, params (string Name, string Value)[] environment) =>
        StartProgram("", arguments, width, height, environment);

    /// <summary>The same with words for the shell before the command.</summary>
    public static TmuxScreen StartProgram(
        string before, string arguments, int width, int height, params (string Name, string Value)[] environment)
    {
        // In the line: the terminal itself decides on some, as TERM.
        var variables = string.Concat(environment.Select(pair => $"{pair.Name}={ShellQuote.Quote(pair.Value)} "));
        return Start($"{before}{variables}{Programs.Find("dotnet")} {Program} {arguments}; echo ended with $?", width, height);
    }

    /// <summary>What else the message of a failed wait shows.</summary>
    public Func<string> Evidence { get; set; } = static () => "";

    /// <summary>What the terminal shows, line by line.</summary>
    public string Text => Tmux(["capture-pane", "-p"]);

    /// <summary>Whether a program uses the alternate screen.</summary>
    public bool IsAlternate => Tmux(["display-message", "-p", "#{alternate_on}"]).Trim() == "1";

    /// <summary>The terminal's modes that a program should leave as they were.</summary>
    public string Modes =>
        Tmux(
            [
                "display-message",
                "-p",
                "alternate #{alternate_on} mouse #{mouse_any_flag} cursor #{cursor_flag} keys #{keypad_cursor_flag}"]).Trim();

    /// <summary>The terminal's title.</summary>
    public string Title => Tmux(["display-message", "-p", "#{pane_title}"]).Trim();

    /// <summary>The screen with the codes for its colours.</summary>
    public string Colored => Tmux(["capture-pane", "-p", "-e"]);

    /// <summary>Every byte that was written to the terminal.</summary>
    public byte[] Output => File.Exists(_output) ? File.ReadAllBytes(_output) : [];

    /// <summary>Process id of the shell in the terminal.</summary>
    public int ShellPid => int.Parse(Tmux(["display-message", "-p", "#{pane_pid}"]));

    /// <summary>Process id of the program that the shell runs.</summary>
    public int ProgramPid => Processes.ChildrenOf(ShellPid).Single();

    /// <summary>Presses keys by tmux's names (<c>q</c>, <c>Enter</c>, <c>C-c</c>, <c>F9</c>).</summary>
    public void Press(params string[] keys)
    {
        // Keys that follow each other within 30 ms count as pasted text.
        Thread.Sleep(40);
        Tmux(["send-keys", .. keys]);
    }

    /// <summary>Types text as it is.</summary>
    public void Type(string text) => Tmux(["send-keys", "-l", text]);

    /// <summary>Pastes text, as a terminal does that was told to mark it.</summary>
    public void Paste(string text)
    {
        Tmux(["set-buffer", text]);
        Tmux(["paste-buffer", "-p", "-d"]);
    }

    /// <summary>Types a line for the shell.</summary>
    public void Enter(string line)
    {
        Type(line);
        Press("Enter");
    }

    /// <summary>Closes the terminal, as the user closes its window.</summary>
    public void Close() => Tmux(["respawn-pane", "-k", "sleep 600"]);

    /// <summary>Goes to the window that was there first.</summary>
    public void ShowFirstWindow() => Tmux(["select-window", "-t", ":0"]);

    /// <summary>Gives the terminal another size.</summary>
    public void Resize(int width, int height) => Tmux(["resize-window", "-x", $"{width}", "-y", $"{height}"]);

    /// <summary>Waits until the screen shows something.</summary>
    /// <returns>The screen that did.</returns>
    public string WaitFor(string what, Func<string, bool> shows, TimeSpan? patience = null)
    {
        var clock = Stopwatch.StartNew();
        var text = Text;
        while (!shows(text))
        {
            if (clock.Elapsed > (patience ?? Patience))
            {
                throw new TimeoutException($"after {clock.Elapsed.TotalSeconds:0} s the screen does not show {what}:\n{text}{Evidence()}");
            }

            Thread.Sleep(20);
            text = Text;
        }

        return text;
    }

    /// <summary>Waits until the screen shows a text.</summary>
    public string WaitFor(string text, TimeSpan? patience = null) =>
        WaitFor($"\"{text}\"", screen => screen.Contains(text, StringComparison.Ordinal), patience);

    public void Dispose()
    {
        var path = Run("tmux", ["-L", _socket, "display-message", "-p", "#{socket_path}"], check: false).Trim();
        Run("tmux", ["-L", _socket, "kill-server"], check: false);
        if (path.Length > 0)
        {
            File.Delete(path); // tmux leaves it.
        }

        File.Delete(_output);
    }

    private string Tmux(IEnumerable<string> arguments) => Run("tmux", ["-L", _socket, .. arguments], check: true);

    private static string Run(string file, IEnumerable<string> arguments, bool check)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("TMUX");
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 || !check
            ? output
            : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)}: {error.Result}");
    }
}
