namespace GpuTop.Tests.Architecture;

/// <summary>Which folders of src use which, and how far files depend on each other in circles.</summary>
public sealed class DependencyTests
{
    /// <summary>Files of the largest cycle.</summary>
    private const int LargestFileCycle = 4;

    /// <summary>The top-level folders that each of them may use; the root and Cli may use all.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Config"] = ["Model", "TerminalDriver"],
        ["GpuTop.Demo"] = [],
        ["Probe"] = [],
        ["Model"] = [],
        ["TerminalDriver"] = [],
        ["Ssh"] = ["Config", "Probe", "Model"],
        ["Recordings"] = ["Config", "Probe", "Model", "Ssh"],
        ["Parse"] = ["Probe", "Model"],
        ["State"] = ["Model", "TerminalDriver"],
        ["Ui"] = ["Model", "State", "TerminalDriver"],
        ["Effects"] = ["Ssh", "Model", "State", "TerminalDriver", "Config"],
    };

    private static SourceGraph Graph => SourceGraph.Instance;

    [Fact]
    public void Each_folder_uses_only_the_folders_before_it_on_the_data_path()
    {
        var wrong =
            from use in Graph.Uses
            let folder = SourceFiles.TopFolderOf(use.From)
            let used = SourceFiles.TopFolderOf(use.To)
            where MayUse.ContainsKey(folder) && used != folder && !MayUse[folder].Contains(used)
            select $"{use.From} uses {use.To}";

        Assert.Empty(wrong.Order());
    }

    [Fact]
    public void Every_folder_with_code_stands_in_the_table() =>
        Assert.Empty(Graph.Files.Select(SourceFiles.TopFolderOf).Distinct().Except(["", "Cli"]).Except(MayUse.Keys));

    [Fact]
    public void The_compiler_finds_the_symbols_of_all_folders()
    {
        var used = Graph.Uses.Select(use => SourceFiles.TopFolderOf(use.To));

        Assert.Empty(Graph.Files.Select(SourceFiles.TopFolderOf).Except(used).Except([""]));
    }

    [Fact]
    public void Only_commands_and_the_terminal_use_the_console()
    {
        var others = Graph.FilesThatName("Console").Where(file => SourceFiles.TopFolderOf(file) is not ("Cli" or "TerminalDriver"));

        // ssh reads the answer from the standard output of its askpass program; Terminal.Gui is asked for less without a terminal.
        Assert.Equal(["Ssh/OpenSsh/Askpass/AskpassClient.cs", "Ui/TerminalGui/GuiApplication.cs"], others.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Sub_folders_form_no_cycle()
    {
        var uses =
            from use in Graph.Uses
            where SourceFiles.TopFolderOf(use.From) == SourceFiles.TopFolderOf(use.To)
            let pair = (From: SourceFiles.FolderOf(use.From), To: SourceFiles.FolderOf(use.To))
            where pair.From != pair.To && pair.From.Contains('/') && pair.To.Contains('/')
            select pair;

        var cycles = Cycles.Of(uses);

        Assert.True(cycles.Count == 0, string.Join('\n', cycles.Select(cycle => string.Join(' ', cycle))));
    }

    [Fact]
    public void The_largest_cycle_of_files_does_not_grow()
    {
        var largest = Cycles.Of(Graph.Uses).MaxBy(cycle => cycle.Length) ?? [];

        Assert.True(largest.Length <= LargestFileCycle, $"{largest.Length} files: {string.Join(' ', largest)}");
    }
}
