using System.Text;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests;

/// <summary>README says what the program does. <c>GPUTOP_ACCEPT=1</c> writes the table of keys anew.</summary>
public sealed class ReadmeTests
{
    private const string Begin = "<!-- keys: made from Keymap.cs -->\n";
    private const string End = "<!-- end of keys -->";
    private const int MostLines = 150;

    // What a newcomer needs: views, moving, acting.
    private static readonly KeyPress[][] Rows =
    [
        [.. "1234567".Select(digit => KeyPress.Of(digit))],
        [KeyPress.Of(Key.Tab)],
        [KeyPress.Of(Key.Down), KeyPress.Of(Key.Up)],
        [KeyPress.Of(Key.Enter)],
        [KeyPress.Of(Key.Escape)],
        [KeyPress.Of('/')],
        [KeyPress.Of('f')],
        [KeyPress.Of('w')],
        [KeyPress.Of('n')],
        [KeyPress.Of('a')],
        [KeyPress.Of('s')],
        [KeyPress.Of('t')],
        [KeyPress.Of('K')],
        [KeyPress.Of('y')],
        [KeyPress.Of(Key.F2)],
        [KeyPress.Of('?')],
        [KeyPress.Of('q')],
    ];

    private static string Path => System.IO.Path.Combine(Repository.Root, "README.md");

    [Fact]
    public void The_table_of_keys_is_the_programs_own()
    {
        var text = File.ReadAllText(Path);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("GPUTOP_ACCEPT") == "1")
        {
            text = text[..begin] + Keys() + text[end..];
            File.WriteAllText(Path, text);
            end = text.IndexOf(End, StringComparison.Ordinal);
        }

        Assert.Equal(Keys(), text[begin..end]);
    }

    [Fact]
    public void It_is_short_and_begins_with_a_picture()
    {
        var lines = File.ReadAllLines(Path);

        Assert.True(lines.Length <= MostLines, $"README has {lines.Length} lines");
        Assert.Contains(lines.Take(10), line => line.Contains(" src=\"screenshots/demo.svg\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_picture_and_file_that_it_names_exists()
    {
        Assert.All(
            Named(@"\]\(([^)#:]+)\)").Concat(Pictures()),
            name => Assert.True(System.IO.Path.Exists(System.IO.Path.Combine(Repository.Root, name)), name));
    }

    [Fact]
    public void Every_picture_is_in_it() => Assert.Equal(
        Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, "screenshots"))
            .Select(path => System.IO.Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal),
        Pictures().Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string> Pictures() => Named(" src(?:set)?=\"([^\"]+)\"");

    private static IEnumerable<string> Named(string pattern) =>
        System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(Path), pattern).Select(match => match.Groups[1].Value);

    private static string Keys()
    {
        var table = new StringBuilder("| key | does |\n|---|---|\n");
        foreach (var row in Rows)
        {
            var bindings = row.Select(key => Keymap.Find(key, ViewKind.Fleet)!).ToList();
            var keys = row.Length > 3 ? $"`{row[0]}` to `{row[^1]}`" : string.Join(' ', row.Select(key => $"`{key}`"));
            table.AppendLine($"| {keys} | {string.Join("; ", bindings.Select(binding => binding.Help).Distinct())} |");
        }

        return table.Replace("\r", "").ToString();
    }
}
