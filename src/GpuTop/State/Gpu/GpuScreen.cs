using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The GPU page: GPU, time span and scroll position.</summary>
/// <param name="Place">The card.</param>
/// <param name="From">The view that Esc returns to.</param>
public sealed record GpuScreen(ItemKey Place, ViewKind From)
{
    /// <summary>The time spans of the charts.</summary>
    public static readonly ImmutableArray<TimeSpan> Spans = [TimeSpan.FromMinutes(10), TimeSpan.FromHours(2), TimeSpan.FromDays(1)];

    /// <summary>Index of the time span in <see cref="Spans"/>.</summary>
    public int SpanIndex { get; init; }

    /// <summary>The time span of the charts.</summary>
    public TimeSpan Span => Spans[SpanIndex];

    /// <summary>The scroll position in lines.</summary>
    public int Top { get; init; }

    /// <summary>Key of the clicked process; null when there is none.</summary>
    public string? Selected { get; init; }

    /// <summary>The driver query; null before the user requests one.</summary>
    public GpuDetailQuery? DetailQuery { get; init; }
}

/// <summary>A query of all driver details of one GPU.</summary>
/// <param name="Id">Number of the request.</param>
/// <param name="AskedAt">The time of the query.</param>
public sealed record GpuDetailQuery(int Id, DateTimeOffset AskedAt)
{
    /// <summary>The time of the answer; null while it is pending.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The result; null while it is pending, and on failure.</summary>
    public GpuDetail? Detail { get; init; }

    /// <summary>Why it failed; null otherwise.</summary>
    public string? Problem { get; init; }
}
