using System.Diagnostics;

namespace GpuTop.EndToEnd;

/// <summary>The processes of this machine, as <c>/proc</c> tells of them. One that has ended and was not waited for counts as gone.</summary>
internal static class Processes
{
    public static int[] ChildrenOf(int pid) => [.. Entries().Where(entry => entry.Parent == pid).Select(entry => entry.Pid)];

    /// <summary>Who started a process; 0 when it is gone.</summary>
    public static int ParentOf(int pid) => EntryOf(pid)?.Parent ?? 0;

    /// <summary>All below a process, nearest first.</summary>
    public static int[] DescendantsOf(int pid)
    {
        var entries = Entries().ToArray();
        var found = new List<int> { pid };
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(entries.Where(entry => entry.Parent == found[i]).Select(entry => entry.Pid));
        }

        return [.. found.Skip(1)];
    }

    /// <summary>The program's name, at most 15 characters; empty when the process is gone.</summary>
    public static string NameOf(int pid) => Read(pid, "comm").TrimEnd('\n');

    /// <summary>Those of them that are still there, with their command lines.</summary>
    public static string[] Left(IEnumerable<int> pids)
    {
        var alive = Entries().Select(entry => entry.Pid).ToHashSet();
        return [.. pids.Where(alive.Contains).Select(pid => $"{pid} {Read(pid, "cmdline").Replace('\0', ' ')}")];
    }

    /// <summary>The process sessions, of setsid, that they belong to.</summary>
    public static int[] SessionsOf(params int[] pids) => [.. Entries().Where(entry => pids.Contains(entry.Pid)).Select(entry => entry.Session).Distinct()];

    /// <summary>All that is still there of process sessions, with their command lines.</summary>
    public static string[] InSessions(int[] sessions) => Left(Entries().Where(entry => sessions.Contains(entry.Session)).Select(entry => entry.Pid));

    /// <param name="signal">Its name without SIG.</param>
    /// <param name="pid">Whom it is sent to.</param>
    public static void Signal(string signal, int pid) => Programs.Run("kill", ["-s", signal, $"{pid}"]);

    /// <summary>Waits until nothing is left; fails, saying what is, when that takes too long.</summary>
    /// <returns>How long it took.</returns>
    public static TimeSpan UntilGone(TimeSpan patience, Func<IReadOnlyCollection<string>> left)
    {
        var clock = Stopwatch.StartNew();
        while (left() is { Count: > 0 } still)
        {
            Assert.True(clock.Elapsed < patience, $"after {clock.Elapsed.TotalSeconds:0.0} s still there:\n{string.Join('\n', still)}");
            Thread.Sleep(20);
        }

        return clock.Elapsed;
    }

    private static IEnumerable<(int Pid, int Parent, int Session)> Entries()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var pid) && EntryOf(pid) is { } entry)
            {
                yield return entry;
            }
        }
    }

    // PID (NAME) STATE PARENT GROUP SESSION ...; the name may hold anything.
    private static (int Pid, int Parent, int Session)? EntryOf(int pid) =>
        Read(pid, "stat") is { Length: > 0 } text && text[(text.LastIndexOf(')') + 2)..].Split(' ') is [not "Z", var parent, _, var session, ..]
            ? (pid, int.Parse(parent), int.Parse(session))
            : null;

    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
