using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>The process tree: children under the nearest ancestor with a row, and those of one ancestor without a row (the launcher of
/// a job) side by side.</summary>
internal static class ProcessTree
{
    /// <summary>The rows with their tree lines, siblings in their original order.</summary>
    public static ImmutableArray<ProcessRow> Of(ImmutableArray<ProcessRow> rows)
    {
        var byPid = new Dictionary<(string Server, int Pid), ProcessRow>();
        foreach (var row in rows)
        {
            byPid.TryAdd((row.Server.Name, row.Pid), row);
        }

        var children = rows.ToLookup(row => ParentOf(row, byPid));
        var tree = ImmutableArray.CreateBuilder<ProcessRow>(rows.Length);
        foreach (var group in children[null].GroupBy(LauncherOf))
        {
            ProcessRow[] members = [.. group];
            for (var i = 0; i < members.Length; i++)
            {
                var isAlone = members.Length == 1;
                tree.Add(members[i] with { Branch = isAlone ? "" : i == 0 ? "┌ " : i + 1 == members.Length ? "└ " : "├ " });
                Add(tree, children, members[i].Key, isAlone || i + 1 == members.Length ? "  " : "│ ");
            }
        }

        return tree.ToImmutable();
    }

    private static void Add(ImmutableArray<ProcessRow>.Builder tree, ILookup<string?, ProcessRow> children, string parent, string indent)
    {
        ProcessRow[] rows = [.. children[parent]];
        for (var i = 0; i < rows.Length; i++)
        {
            var isLast = i + 1 == rows.Length;
            tree.Add(rows[i] with { Branch = indent + (isLast ? "└ " : "├ ") });
            Add(tree, children, rows[i].Key, indent + (isLast ? "  " : "│ "));
        }
    }

    private static string? ParentOf(ProcessRow row, Dictionary<(string Server, int Pid), ProcessRow> byPid)
    {
        foreach (var pid in row.Process?.Ancestors ?? [])
        {
            if (pid != row.Pid && byPid.TryGetValue((row.Server.Name, pid), out var parent) && !IsAncestor(row, parent))
            {
                return parent.Key;
            }
        }

        return null;
    }

    // PIDs reused between two commands could produce a cycle.
    private static bool IsAncestor(ProcessRow row, ProcessRow of) => of.Process?.Ancestors.Contains(row.Pid) == true;

    // Not for PID 1 and unknown parents: only processes started by one program for one user are grouped.
    private static string LauncherOf(ProcessRow row) =>
        row.Process?.ParentPid is > 1 and { } parent ? $"{row.Server.Name} {parent} {row.Owner}" : row.Key;
}
