using System.Text.RegularExpressions;

namespace GpuTop.Tests;

/// <summary>Data flows one way: who may use whom, checked on the <c>using</c> lines, and files stay small.</summary>
public sealed partial class LayersTests
{
    private const int MostLines = 300;

    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Config"] = ["Model"],
        ["Probe"] = [],
        ["Model"] = [],
        ["Terminal"] = [],
        ["Ssh"] = ["Config", "Probe", "Model"],
        ["Recordings"] = ["Probe", "Ssh"],
        ["Parse"] = ["Probe", "Model"],
        ["State"] = ["Model", "Terminal"],
        ["View"] = ["Model", "State", "Terminal"],
        ["Effects"] = ["Ssh", "Model", "State", "Terminal", "Config"],
    };

    private static string Sources => Path.Combine(Repository.Root, "src", "GpuTop");

    [Fact]
    public void Each_folder_uses_only_the_folders_before_it_on_the_data_path()
    {
        var wrong =
            from file in Files()
            let folder = FolderOf(file)
            where MayUse.ContainsKey(folder)
            from Match match in UsingLine().Matches(File.ReadAllText(file))
            let used = match.Groups[1].Value
            where used != folder && !MayUse[folder].Contains(used)
            select $"{Path.GetRelativePath(Sources, file)} uses {used}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_folder_with_code_stands_in_the_table()
    {
        var folders = Files().Select(FolderOf).Distinct().Except(["", "Cli"]);

        Assert.Empty(folders.Except(MayUse.Keys));
    }

    [Fact]
    public void No_source_file_is_longer_than_a_reader_keeps_in_mind()
    {
        var wrong = Files()
            .Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal))
            .Select(file => (Name: Path.GetRelativePath(Sources, file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > MostLines);

        Assert.Empty(wrong);
    }

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Sources, file).StartsWith("obj", StringComparison.Ordinal)
                && !Path.GetRelativePath(Sources, file).StartsWith("bin", StringComparison.Ordinal));

    private static string FolderOf(string file)
    {
        var parts = Path.GetRelativePath(Sources, file).Split(Path.DirectorySeparatorChar);
        return parts.Length > 1 ? parts[0] : "";
    }

    [GeneratedRegex(@"^(?:using|global using)\s+(?:static\s+)?GpuTop\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
