using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>What was so at the first look at servers: states, which are no events of their own.</summary>
/// <param name="At">The time of the newest finding.</param>
/// <param name="Servers">Names of the servers with findings, at least one.</param>
internal sealed record StartSummary(DateTimeOffset At, ImmutableArray<string> Servers)
{
    /// <summary>The number of its event.</summary>
    public int Number { get; init; }

    /// <summary>Keys of full file systems, equal for a network file system of several servers.</summary>
    public ImmutableHashSet<string> FullDisks { get; init; } = [];

    /// <summary>Keys of file systems that are almost full.</summary>
    public ImmutableHashSet<string> LowDisks { get; init; } = [];

    /// <summary>Number of sick GPUs.</summary>
    public int SickGpus { get; init; }

    /// <summary>Number of other GPUs with an alarm of the driver.</summary>
    public int GpuAlarms { get; init; }

    /// <summary>The summary of both.</summary>
    public StartSummary With(StartSummary found) => new(found.At, [.. Servers.Union(found.Servers)])
    {
        Number = Number,
        FullDisks = FullDisks.Union(found.FullDisks),
        LowDisks = LowDisks.Union(found.LowDisks),
        SickGpus = SickGpus + found.SickGpus,
        GpuAlarms = GpuAlarms + found.GpuAlarms,
    };

    /// <summary>The log entry.</summary>
    public Event ToEvent()
    {
        var low = LowDisks.Except(FullDisks).Count;
        var parts = new[]
        {
            Part(FullDisks.Count, "disk", " FULL"),
            Part(low, "disk", " low"),
            Part(SickGpus, "GPU", " sick"),
            Part(GpuAlarms, "GPU alarm", ""),
        };
        var text = $"at start: {string.Join(", ", parts.Where(part => part is not null))}";
        var tone = FullDisks.IsEmpty && SickGpus == 0 ? Tone.Warning : Tone.Bad;
        return new Event(At, EventKind.Start, text, new ItemKey(Servers[0]), tone) { Servers = Servers };
    }

    private static string? Part(int count, string noun, string word) =>
        count == 0 ? null : $"{count} {noun}{(count == 1 ? "" : "s")}{word}";
}
