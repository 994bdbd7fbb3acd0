using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The page of one GPU: which, over what time, and how far down.</summary>
/// <param name="Place">The card.</param>
/// <param name="From">The view to go back to.</param>
public sealed record GpuScreen(Place Place, ViewKind From)
{
    /// <summary>The spans of time that the charts can show.</summary>
    public static readonly ImmutableArray<TimeSpan> Spans = [TimeSpan.FromMinutes(10), TimeSpan.FromHours(2), TimeSpan.FromDays(1)];

    /// <summary>Which of the <see cref="Spans"/> is shown.</summary>
    public int SpanIndex { get; init; }

    /// <summary>The span of time that the charts show.</summary>
    public TimeSpan Span => Spans[SpanIndex];

    /// <summary>Lines of the page that are scrolled away at the top.</summary>
    public int Top { get; init; }

    /// <summary>Key of the process that was clicked; null when none was.</summary>
    public string? Selected { get; init; }

    /// <summary>What the driver was asked beyond the samples; null until the user asks.</summary>
    public Inspection? Inspection { get; init; }
}

/// <summary>A question to a driver about all that it knows of one card.</summary>
/// <param name="Id">Number that the answer carries.</param>
/// <param name="AskedAt">When it was asked.</param>
public sealed record Inspection(int Id, DateTimeOffset AskedAt)
{
    /// <summary>When the answer came; null while it is awaited.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The answer; null while it is awaited, and when there is none.</summary>
    public GpuDetail? Detail { get; init; }

    /// <summary>Why there is no answer; null otherwise.</summary>
    public string? Problem { get; init; }
}
