using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Details of one process from the system, collected line by line.</summary>
internal sealed class ProcessDetails
{
    /// <summary>The row of <c>ps</c>; null when the process is not listed.</summary>
    public PsRow? Row { get; set; }

    /// <summary>Start in clock ticks since boot; null when unknown.</summary>
    public long? StartTicks { get; private set; }

    /// <summary>Working directory; null when not readable.</summary>
    public string? WorkingDirectory { get; private set; }

    /// <summary>Its container; null outside containers.</summary>
    public Container? Container { get; private set; }

    /// <summary>Its Slurm job; null outside Slurm.</summary>
    public string? SlurmJob { get; private set; }

    /// <summary>Numeric owner of its Slurm job; null where the path does not hold it.</summary>
    public int? SlurmUserId { get; private set; }

    /// <summary>Its ancestors, nearest first.</summary>
    public ImmutableArray<int> Ancestors { get; private set; } = [];

    /// <summary>Numeric user of the login session that started it; null without one.</summary>
    public int? LoginUserId { get; private set; }

    /// <summary>Whether it has a GPU device open; null when its open files are not readable or absent.</summary>
    public bool? HasGpuOpen { get; private set; }

    /// <summary>Adds the text after the PID of a line <c>T N G W S H D</c>; other lines are ignored.</summary>
    public void Add(char kind, ReadOnlySpan<char> line)
    {
        switch (kind)
        {
            case 'T':
                StartTicks = NumberParser.Long(line) is >= 0 and var ticks ? ticks : null;
                break;
            case 'N':
                Ancestors = AncestorsOf(line);
                break;
            case 'G':
                var cgroup = Cgroup.Read(line.ToString());
                Container ??= cgroup.Container;
                SlurmJob ??= cgroup.SlurmJob;
                SlurmUserId ??= cgroup.SlurmUserId;
                break;
            case 'W':
                WorkingDirectory = NotAvailableText.OrNull(line);
                break;
            case 'H':
                LoginUserId = NumberParser.Digits(line);
                break;
            case 'D':
                HasGpuOpen = line.Trim() is "1";
                break;
            case 'S':
                SlurmJob ??= NotAvailableText.OrNull(line);
                break;
        }
    }

    private static ImmutableArray<int> AncestorsOf(ReadOnlySpan<char> line)
    {
        var words = new WordList(line, stackalloc Range[ListLimits.Ancestors + 1]);
        var count = 0;
        Span<int> pids = stackalloc int[ListLimits.Ancestors];
        while (count < Math.Min(words.Length, pids.Length) && NumberParser.Pid(words[count]) is > 1 and { } pid)
        {
            pids[count++] = pid;
        }

        return [.. pids[..count]];
    }
}
