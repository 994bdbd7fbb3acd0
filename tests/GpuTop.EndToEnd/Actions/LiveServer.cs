using System.Diagnostics;
using System.Globalization;

namespace GpuTop.EndToEnd.Actions;

/// <summary>A server with a simulated driver, a tmux and a screen of its own, and the real program on a terminal that shows it.</summary>
internal sealed class LiveServer : IDisposable
{
    private const char Separator = ':';

    private readonly FakeDriver _driver = new();
    private readonly SshServer _server;
    private readonly List<Process> _jobs = [];
    private readonly string _sessions = Directory.CreateTempSubdirectory("gputop-lab-").FullName;
    private TmuxScreen? _screen;

    /// <param name="settings">Lines for sshd_config.</param>
    public LiveServer(params string[] settings)
    {
        Directory.CreateDirectory(Screens, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = string.Join(Separator, FakeDriver.Programs, Environment.GetEnvironmentVariable("PATH"));
        _server = new SshServer(
            [
                .. settings,
                $"SetEnv PATH={path} GPUTOP_FAKE_STATE={_driver.State} TMUX_TMPDIR={_sessions} SCREENDIR={Screens} LC_ALL=C.UTF-8"]);
        File.WriteAllText(Config, "");
    }

    public TmuxScreen Screen => _screen ??= Started();

    public string Config => Path.Combine(_sessions, "gputop.toml");

    private string Screens => Path.Combine(_sessions, "screens");

    /// <summary>A session on the server with a shell in it, which has a GPU device open.</summary>
    /// <returns>PID of the shell.</returns>
    /// <remarks>Keys that arrive within the same millisecond, as they may on a busy machine, are no paste here.</remarks>
    public int Session(string name) => int.Parse(
        Tmux(
            "-f", "/dev/null", "new-session", "-d", "-P", "-F", "#{pane_pid}", "-s", name, $"exec sh 9<{_driver.Device}", ";", "set-option",
            "-g", "assume-paste-time", "0"),
        CultureInfo.InvariantCulture);

    /// <summary>tmux, as the server's user runs it.</summary>
    public string Tmux(params string[] arguments) => Run("tmux", ["-u", .. arguments]);

    /// <summary>screen, as the server's user runs it.</summary>
    public string ScreenProgram(params string[] arguments) => Run("screen", arguments);

    /// <summary>The sessions of this lab, once one of that name is there: whoever runs the tests may have others.</summary>
    public void ShowSessions(string name)
    {
        Screen.Press("5");
        Screen.WaitFor("WINDOWS");
        Screen.Press("/");
        Screen.Type(Path.GetFileName(_sessions));
        Screen.Press("Enter");
        Screen.WaitFor(name);
    }

    /// <summary>A program of its own that the driver reports on card 0.</summary>
    public Process Job(string file, params string[] arguments)
    {
        var start = _driver.Job(file, arguments);
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        var job = Process.Start(start)!;
        _jobs.Add(job);
        OnCard(job.Id);
        return job;
    }

    /// <summary>Lets the driver report a process on card 0.</summary>
    public void OnCard(int pid) => _driver.Processes($"0 {pid} 10000 50 python");

    /// <summary>Puts the cursor on card 0 once the process on it is shown.</summary>
    public void SelectCard(string command)
    {
        Screen.WaitFor(command);
        Screen.Press("Down");
    }

    /// <summary>PIDs of running programs whose command line holds all of the words.</summary>
    public static IEnumerable<int> Running(params string[] words) =>
        from folder in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(folder), out _)
        let command = CommandOf(folder)
        where words.All(word => command.Contains(word, StringComparison.Ordinal))
        select int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture);

    /// <summary>PIDs of the ssh programs that this lab's gputop started.</summary>
    public IEnumerable<int> Ssh(params string[] words)
    {
        var program = Running(TmuxScreen.Program, _server.ConfigFile).First(
            pid => CommandOf($"/proc/{pid}").Split(' ')[0].EndsWith("dotnet", StringComparison.Ordinal));
        return Running(["ssh", .. words]).Where(pid => ParentOf(pid) == program);
    }

    public void Dispose()
    {
        _screen?.Dispose();
        foreach (var job in _jobs)
        {
            job.Kill(entireProcessTree: true);
            job.Dispose();
        }

        TryRun("tmux", ["kill-server"]);
        TryRun("screen", ["-X", "quit"]);
        _server.Dispose();
        _driver.Dispose();
        Directory.Delete(_sessions, recursive: true);
    }

    private static string CommandOf(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static int ParentOf(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private TmuxScreen Started()
    {
        var screen = TmuxScreen.StartProgram($"--config {Config} --ssh-config {_server.ConfigFile} srv", 100, 30);
        screen.WaitFor("H100");
        return screen;
    }

    private string Run(string file, string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Remove("TMUX");
        start.Environment["TMUX_TMPDIR"] = _sessions;
        start.Environment["SCREENDIR"] = Screens;
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)}: {output}{error.Result}");
    }

    private void TryRun(string file, string[] arguments)
    {
        try
        {
            Run(file, arguments);
        }
        catch (InvalidOperationException)
        {
            // Nothing was running.
        }
    }
}
