namespace GpuTop.Demo;

/// <summary>A simulated shell: the lines above, the prompt and the line that is typed.</summary>
/// <param name="machine">Its machine.</param>
/// <param name="folder">Its working directory.</param>
internal sealed class SimulatedPrompt(Machine machine, string folder)
{
    private const int MostLines = 500;
    private const int LongestInput = 200;

    private readonly List<string> _lines = [];
    private string _input = "";

    /// <summary>Whether the shell has ended.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The line of the prompt with the input.</summary>
    public string PromptLine => Prompt + _input;

    /// <summary>The lines above the prompt.</summary>
    public IReadOnlyList<string> Lines => _lines;

    private string Prompt
    {
        get
        {
            var home = Person.Me.Home;
            var place = folder == home || folder.StartsWith(home + "/", StringComparison.Ordinal) ? "~" + folder[home.Length..] : folder;
            return $"{Person.Me.Name}@{machine.Spec.Name}:{place}$ ";
        }
    }

    /// <summary>Adds lines above the prompt.</summary>
    public void Print(IEnumerable<string> lines)
    {
        _lines.AddRange(lines);
        _lines.RemoveRange(0, Math.Max(0, _lines.Count - MostLines));
    }

    /// <summary>Handles one typed character; control characters as a terminal sends them.</summary>
    public void Type(char key)
    {
        switch (key)
        {
            case '\r' or '\n':
                Enter();
                break;
            case '\x7f' or '\b':
                _input = _input.Length == 0 ? "" : _input[..^(char.IsLowSurrogate(_input[^1]) ? 2 : 1)];
                break;
            case '\x03':
                Print([PromptLine + "^C"]);
                _input = "";
                break;
            case '\x04':
                IsOver |= _input.Length == 0;
                break;
            case '\x15':
                _input = "";
                break;
            case '\x0c':
                _lines.Clear();
                break;
            case >= ' ' when _input.Length < LongestInput:
                _input += key;
                break;
        }
    }

    private void Enter()
    {
        var command = _input.Trim();
        Print([PromptLine]);
        _input = "";
        IsOver = PromptCommands.IsEnd(command);
        if (command == "clear")
        {
            _lines.Clear();
            return;
        }

        Print(IsOver ? [] : PromptCommands.Output(command, machine, folder));
    }
}
