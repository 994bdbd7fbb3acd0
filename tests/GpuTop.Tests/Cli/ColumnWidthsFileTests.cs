using System.Collections.Immutable;
using GpuTop.Cli;
using GpuTop.State;

namespace GpuTop.Tests.Cli;

public sealed class ColumnWidthsFileTests : IDisposable
{
    private static readonly ImmutableDictionary<ViewKind, ListScreen> None = ImmutableDictionary<ViewKind, ListScreen>.Empty;

    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-columns-").FullName;

    private string File => Path.Combine(_folder, "state", "gputop", "columns");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_is_read()
    {
        var lists = With(None, ViewKind.Processes, ("HOST MEM", 20), ("PID", 9));
        lists = With(lists, ViewKind.Storage, ("SERVER", 200));

        ColumnWidthsFile.Write(File, lists);

        Assert.True(ColumnWidthsFile.AreEqual(lists, ColumnWidthsFile.Read(File, None)));
        Assert.Equal(["columns"], Directory.GetFiles(Path.GetDirectoryName(File)!).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Processes")]
    [InlineData("Processes PID")]
    [InlineData("Processes PID x")]
    [InlineData("Processes PID -4")]
    [InlineData("Processes PID 2")]
    [InlineData("Processes PID 201")]
    [InlineData("Processes PID 99999999999999999999")]
    [InlineData("Elsewhere PID 9")]
    [InlineData("99 PID 9")]
    [InlineData("\0\0\0 \0 \0")]
    public void Lines_that_say_nothing_known_are_ignored(string line)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, line + "\nUsers USER 9\n");

        Assert.True(ColumnWidthsFile.AreEqual(With(None, ViewKind.Users, ("USER", 9)), ColumnWidthsFile.Read(File, None)));
    }

    [Fact]
    public void Without_a_file_or_a_home_there_are_no_widths()
    {
        Assert.Same(None, ColumnWidthsFile.Read(File, None));
        Assert.Same(None, ColumnWidthsFile.Read(_folder, None));
        Assert.Same(None, ColumnWidthsFile.Read(null, None));
        Assert.Null(ColumnWidthsFile.PathOf(_ => null));
        Assert.Null(ColumnWidthsFile.PathOf(_ => "relative"));
        ColumnWidthsFile.Write(null, None);
        ColumnWidthsFile.Write("/dev/null/gputop/columns", None);
    }

    [Theory]
    [InlineData("XDG_STATE_HOME", "/s/gputop/columns")]
    [InlineData("HOME", "/s/.local/state/gputop/columns")]
    public void The_file_is_in_the_state_directory(string variable, string expected) =>
        Assert.Equal(expected, ColumnWidthsFile.PathOf(name => name == variable ? "/s" : null));

    private static ImmutableDictionary<ViewKind, ListScreen> With(
        ImmutableDictionary<ViewKind, ListScreen> lists, ViewKind view, params (string Column, int Width)[] widths) =>
        lists.SetItem(view, new ListScreen { Widths = widths.ToImmutableDictionary(width => width.Column, width => width.Width) });
}
