namespace GpuTop.Tests.Architecture;

/// <summary>Names and sizes of source files.</summary>
public sealed class SizeTests
{
    private const int MostFiles = 16;
    private const int MostLines = 300;

    /// <summary>max_line_length of .editorconfig.</summary>
    private const int MostColumns = 140;

    /// <summary>Type names that two files of src declare.</summary>
    private static readonly string[] SharedNames = ["MouseInput`0", "TmuxWindow`0"];

    private static string Tests => Path.Combine(Repository.Root, "tests");

    [Fact]
    public void Type_names_are_unique()
    {
        var shared = SourceGraph.Instance.Types()
            .Where(type => !SourceFiles.IsGenerated(type.File))
            .GroupBy(type => type.Name)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key + ": " + string.Join(' ', group.Select(type => type.File)));

        Assert.DoesNotContain(shared, name => !SharedNames.Contains(name.Split(':')[0]));
    }

    [Fact]
    public void Folders_hold_at_most_sixteen_files() =>
        Assert.DoesNotContain(SourceFiles.Product().CountBy(SourceFiles.FolderOf), folder => folder.Value > MostFiles);

    [Fact]
    public void Source_files_have_at_most_300_lines() =>
        Assert.DoesNotContain(
            SourceFiles.Product()
                .Where(file => !SourceFiles.IsGenerated(file))
                .Select(file => (Name: file, Lines: File.ReadLines(SourceFiles.FullPath(file)).Count())),
            file => file.Lines > MostLines);

    [Fact]
    public void Test_files_have_at_most_300_lines() =>
        Assert.DoesNotContain(
            SourceFiles.Of(Tests).Select(file => (Name: file, Lines: File.ReadLines(Path.Combine(Tests, file)).Count())),
            file => file.Lines > MostLines);

    [Fact]
    public void Lines_have_at_most_140_characters()
    {
        var src = SourceFiles.Product().Concat(SourceFiles.Product("*.sh")).Select(SourceFiles.FullPath);
        var tests = SourceFiles.Of(Tests).Concat(SourceFiles.Of(Tests, "*.sh")).Select(file => Path.Combine(Tests, file));
        var tooLong =
            from file in src.Concat(tests)
            where !SourceFiles.IsGenerated(file)
            from line in File.ReadLines(file).Index()
            where line.Item.Length > MostColumns
            select $"{file}:{line.Index + 1}";

        Assert.Empty(tooLong);
    }
}
