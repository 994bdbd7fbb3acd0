using System.Globalization;

namespace GpuTop.Demo;

/// <summary>The content of a terminal on a simulated server: a shell, or a pane of tmux with the log of its job. Not thread-safe.</summary>
public sealed class SimulatedTerminal
{
    private const char Prefix = '\x02';

    private readonly Machine _machine;
    private readonly TerminalTarget _target;
    private readonly SimulatedPrompt _prompt;
    private Job? _job;
    private bool _isAfterPrefix;
    private bool _isDetached;

    internal SimulatedTerminal(Machine machine, TerminalTarget target)
    {
        (_machine, _target) = (machine, target);
        _prompt = new SimulatedPrompt(machine, target.Folder);
        _job = JobInPane();
    }

    /// <summary>Whether the shell has ended or tmux is detached.</summary>
    public bool IsOver => _isDetached || _prompt.IsOver;

    /// <summary>The first line: says that all of it is simulated, and how to leave.</summary>
    public string Notice => "simulated by gputop --demo; " + (_job is not null ? "Ctrl-b d or q comes back"
        : IsTmux ? "Ctrl-b d or exit comes back" : "exit comes back, help lists the commands");

    private bool IsTmux => _target.Kind != TerminalKind.Shell;

    /// <summary>Opens the terminal of <see cref="SimulatedServer.TerminalArguments"/>, usually in another process.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="FormatException">They are not such arguments.</exception>
    public static SimulatedTerminal Of(IReadOnlyList<string> arguments, DateTimeOffset now)
    {
        var (machine, script) = SimulatedServer.MachineOf(arguments, now);
        return new SimulatedTerminal(machine, TerminalTarget.Of(script, machine));
    }

    /// <summary>Handles typed characters; control characters as a terminal sends them.</summary>
    public void Type(string text)
    {
        foreach (var key in text)
        {
            var isAfterPrefix = _isAfterPrefix;
            _isAfterPrefix = !isAfterPrefix && IsTmux && key == Prefix;
            if (isAfterPrefix)
            {
                _isDetached |= key == 'd';
            }
            else if (_job is not null)
            {
                _isDetached |= key == 'q';
            }
            else if (!_isAfterPrefix)
            {
                _prompt.Type(key);
            }
        }
    }

    /// <summary>The lines below the notice, at most <paramref name="height"/>; the cursor is behind the last one.</summary>
    public IReadOnlyList<string> Lines(DateTimeOffset now, int height)
    {
        _machine.AdvanceTo(now - _machine.StartedAt);
        if (_job is { } running && running.End <= _machine.Second)
        {
            _prompt.Print(LogOf(running, running.End, height));
            _job = JobInPane();
        }

        var lines = _job is { } job
            ? [.. LogOf(job, _machine.Second, height)]
            : _prompt.Lines.Append(_prompt.PromptLine).ToList();
        return lines[Math.Max(0, lines.Count - height)..];
    }

    /// <summary>The status line of tmux; null in a shell.</summary>
    public string? StatusLine(DateTimeOffset now, int width)
    {
        if (!IsTmux)
        {
            return null;
        }

        var left = _target.Kind == TerminalKind.NewSession ? "[new] 0:bash*" : WindowsOf(_machine.Background.Panes[_target.Pane].Window);
        var right = string.Create(CultureInfo.InvariantCulture, $"\"{_machine.Spec.Name}\" {now:HH:mm dd-MMM-yy}");
        return left.Length + right.Length < width ? left + right.PadLeft(width - left.Length) : left;
    }

    private static IEnumerable<string> LogOf(Job job, long second, int height) =>
        TrainingLog.Lines(job.CommandLine, second - job.Start, height - 1).Prepend("$ " + job.CommandLine);

    private string WindowsOf(Window shown)
    {
        var windows = _machine.Spec.Windows.Where(window => window.Session == shown.Session)
            .Select((window, index) => $"{index}:{window.Name}{(window == shown ? "*" : "")}");
        return $"[{shown.Session}] {string.Join(' ', windows)}";
    }

    private Job? JobInPane() => _target.Kind == TerminalKind.Pane
        ? _machine.Jobs.FirstOrDefault(job => job.Ancestors.Contains(_machine.Background.Panes[_target.Pane].ShellPid))
        : null;
}
