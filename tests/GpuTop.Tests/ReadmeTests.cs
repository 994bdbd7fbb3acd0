using System.Text;
using GpuTop.State;

namespace GpuTop.Tests;

/// <summary>README says what the program does. <c>GPUTOP_ACCEPT=1</c> writes the table of keys anew.</summary>
public sealed class ReadmeTests
{
    private const string Begin = "<!-- keys: made from Keymap.cs -->\n";
    private const string End = "<!-- end of keys -->";
    private const int MostLines = 150;

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
        Assert.Contains(lines.Take(10), line => line.StartsWith("![", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_picture_and_file_that_it_names_exists()
    {
        var named = System.Text.RegularExpressions.Regex.Matches(
            File.ReadAllText(Path), @"\]\(([^)#:]+)\)").Select(match => match.Groups[1].Value);

        Assert.All(named, name => Assert.True(System.IO.Path.Exists(System.IO.Path.Combine(Repository.Root, name)), name));
    }

    // Two bindings a line keep it short; the table of commands has those of a replay.
    private static string Keys()
    {
        var table = new StringBuilder("| key | does | key | does |\n|---|---|---|---|\n");
        foreach (var pair in Keymap.All.Where(binding => !binding.IsReplay).Chunk(2))
        {
            table.Append("| ").AppendJoin(" | ", pair.Select(Cells)).Append(pair.Length == 1 ? " | |" : "").Append(" |\n");
        }

        return table.ToString();
    }

    private static string Cells(KeyBinding binding)
    {
        var keys = string.Join(' ', binding.Keys.Select(key => $"`{key}`"));
        var where = binding.Views.IsEmpty ? "" : $" ({string.Join(", ", binding.Views).ToLowerInvariant()})";
        return $"{keys} | {binding.Help}{where}";
    }
}
