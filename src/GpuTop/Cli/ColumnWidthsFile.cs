using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GpuTop.State;

namespace GpuTop.Cli;

/// <summary>The file that remembers the widths of columns: a line a column, <c>Processes OWNER 20</c>. In
/// <c>$XDG_STATE_HOME/gputop</c>, else in <c>~/.local/state/gputop</c>.</summary>
internal static class ColumnWidthsFile
{
    // There are about 50 columns.
    private const int MostLines = 1000;

    /// <summary>The path; null without a home directory.</summary>
    public static string? PathOf(Func<string, string?> environment) =>
        environment("XDG_STATE_HOME") is { } state && Path.IsPathRooted(state) ? Path.Combine(state, "gputop", "columns")
        : environment("HOME") is { } home && Path.IsPathRooted(home) ? Path.Combine(home, ".local", "state", "gputop", "columns")
        : null;

    /// <summary>The lists with the widths of the file; unchanged when there is none. Lines that say nothing known are ignored.</summary>
    public static ImmutableDictionary<ViewKind, ListScreen> Read(string? path, ImmutableDictionary<ViewKind, ListScreen> lists)
    {
        try
        {
            return path is not null && File.Exists(path) ? Of(File.ReadLines(path).Take(MostLines), lists) : lists;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return lists;
        }
    }

    /// <summary>Writes the widths; a file that can't be written is left as it is.</summary>
    public static void Write(string? path, ImmutableDictionary<ViewKind, ListScreen> lists)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            AtomicFile.Write(path, Encoding.UTF8.GetBytes(string.Concat(LinesOf(lists).Select(line => line + "\n"))));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What is remembered is a convenience only.
        }
    }

    /// <summary>Whether two states have the same widths.</summary>
    public static bool AreEqual(ImmutableDictionary<ViewKind, ListScreen> one, ImmutableDictionary<ViewKind, ListScreen> other) =>
        LinesOf(one).SequenceEqual(LinesOf(other));

    private static IEnumerable<string> LinesOf(ImmutableDictionary<ViewKind, ListScreen> lists) =>
        from list in lists
        from width in list.Value.Widths
        orderby list.Key, width.Key
        select string.Create(CultureInfo.InvariantCulture, $"{list.Key} {width.Key} {width.Value}");

    private static ImmutableDictionary<ViewKind, ListScreen> Of(
        IEnumerable<string> lines, ImmutableDictionary<ViewKind, ListScreen> lists)
    {
        foreach (var line in lines)
        {
            // A heading may have blanks.
            var (first, last) = (line.IndexOf(' '), line.LastIndexOf(' '));
            if (first > 0 && last > first && Enum.TryParse<ViewKind>(line[..first], out var view) && Enum.IsDefined(view)
                && int.TryParse(line[(last + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
                && width is >= ColumnResize.Least and <= ColumnResize.Most)
            {
                var list = lists.GetValueOrDefault(view) ?? new ListScreen();
                lists = lists.SetItem(view, list with { Widths = list.Widths.SetItem(line[(first + 1)..last], width) });
            }
        }

        return lists;
    }
}
