using System.Diagnostics;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GpuTop.EndToEnd;

/// <summary>The processes of this machine, as <c>/proc</c> tells of them. One that has ended and was not waited for counts as
/// gone.</summary>
internal static class Processes
{
    public static int[] ChildrenOf(int pid) => [.. Entries().Where(entry => entry.Parent == pid).Select(entry => entry.Pid)];

    /// <summary>Who started a process; 0 when it is gone.</summary>
    public static int ParentOf(int pid) => EntryOf(pid)?.Parent ?? 0;

    /// <summary>The state letter: <c>S</c> sleeps, <c>T</c> is stopped, <c>Z</c> has ended; null when it is gone.</summary>
    public static char? StateOf(int pid) => Read(pid, "stat") is { Length: > 0 } text ? text[text.LastIndexOf(')') + 2] : null;

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
    public static int[] SessionsOf(params int[] pids) =>
        [.. Entries().Where(entry => pids.Contains(entry.Pid)).Select(entry => entry.Session).Distinct()];

    /// <summary>All that is still there of process sessions, with their command lines.</summary>
    public static string[] InSessions(int[] sessions) =>
        Left(Entries().Where(entry => sessions.Contains(entry.Session)).Select(entry => entry.Pid));

    /// <summary>Whether a text stands anywhere in the memory that a process can write to, in the encoding of .NET or of terminals. Needs
    /// root.</summary>
    public static bool Holds(int pid, string text)
    {
        byte[][] patterns = [Encoding.Unicode.GetBytes(text), Encoding.UTF8.GetBytes(text)];
        using var memory = File.OpenHandle($"/proc/{pid}/mem");
        return File.ReadLines($"/proc/{pid}/maps")
            .Select(line => line.Split(' ', '-'))
            .Where(area => area[2].StartsWith("rw", StringComparison.Ordinal))
            .Select(area => ReadArea(memory, Convert.ToInt64(area[0], 16), Convert.ToInt64(area[1], 16)))
            .Any(bytes => patterns.Any(pattern => bytes.AsSpan().IndexOf(pattern) >= 0));
    }

    /// <param name="signal">Its name without SIG.</param>
    /// <param name="pid">Whom it is sent to.</param>
    public static void Signal(string signal, int pid) => Programs.Run("kill", ["-s", signal, $"{pid}"]);

    /// <summary>Waits until nothing is left; fails, saying what is, when that takes longer than it may on a busy machine.</summary>
    /// <returns>How long it took.</returns>
    public static TimeSpan UntilGone(TimeSpan promised, Func<IReadOnlyCollection<string>> left)
    {
        var clock = Stopwatch.StartNew();
        while (left() is { Count: > 0 } still)
        {
            Assert.True(
                clock.Elapsed < promised + BusyMachine.Slack,
                $"after {clock.Elapsed.TotalSeconds:0.0} s still there:\n{string.Join('\n', still)}");
            Thread.Sleep(20);
        }

        return clock.Elapsed;
    }

    // Empty when it has gone since it was listed.
    private static byte[] ReadArea(SafeFileHandle memory, long from, long to)
    {
        var bytes = new byte[to - from];
        try
        {
            return bytes[..RandomAccess.Read(memory, bytes, from)];
        }
        catch (IOException)
        {
            return [];
        }
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
        Read(pid, "stat") is { Length: > 0 } text
            && text[(text.LastIndexOf(')') + 2)..].Split(' ') is [not "Z", var parent, _, var session, ..]
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
