using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses <c>top -b</c> of procps or busybox, in any locale and with any toprc.</summary>
internal static class Top
{
    /// <summary>The rows of the last frame with rows, by descending CPU; empty when there is none.</summary>
    public static Reading.Top Read(string text)
    {
        var (list, previous) = (new List<HostProcess>(), new List<HostProcess>());
        var owners = new Dictionary<int, int>();
        TopColumns? columns = null;
        Span<Range> words = stackalloc Range[4];
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (TopColumns.Of(line) is { } header)
            {
                // The first frame of `top -b -n 2` counts since boot; only the last holds present values.
                (previous, list) = (list.Count > 0 ? list : previous, []);
                columns = header;
            }
            else if (line.IsWhiteSpace())
            {
                columns = null;
            }
            else if (line is ['O', ' ', ..])
            {
                if (new WordList(line, words) is [_, var pid, var owner]
                    && NumberParser.Pid(pid) is { } of && NumberParser.Digits(owner) is { } userId)
                {
                    owners[of] = userId;
                }
            }
            else if (list.Count < ListLimits.Others && columns?.Read(line) is { } process)
            {
                list.Add(process);
            }
        }

        // A last frame that is cut after its header has no rows.
        return new Reading.Top([.. (list.Count > 0 ? list : previous)
            .Select(process => owners.TryGetValue(process.Pid, out var owner) ? process with { UserId = owner } : process)
            .OrderByDescending(process => process.CpuPercent ?? -1)]);
    }
}
