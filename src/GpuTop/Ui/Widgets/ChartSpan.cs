using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Ui;

/// <summary>The time span of a chart that grows with its data: 1, 2, 5, then 10 minutes.</summary>
internal static class ChartSpan
{
    /// <summary>The longest, enough to show periodic load.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private static readonly ImmutableArray<TimeSpan> Spans =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), Longest];

    /// <summary>The span of all charts of the fleet view.</summary>
    public static TimeSpan Of(AppState state)
    {
        DateTimeOffset? oldest = null;
        foreach (var server in state.Shown.Servers)
        {
            foreach (var gpu in server.Gpus)
            {
                oldest = oldest is null || gpu.History.Oldest < oldest ? gpu.History.Oldest : oldest;
            }
        }

        return Since(oldest, state.ShownAt, Spans);
    }

    /// <summary>The span of the charts of one GPU, when the shortest is wanted.</summary>
    public static TimeSpan Of(Gpu gpu, DateTimeOffset now) => Since(gpu.History.Oldest, now, Spans);

    /// <summary><c>10 min</c>, <c>2 h</c>.</summary>
    public static string Label(TimeSpan span) => span.TotalHours >= 1 ? $"{span.TotalHours:0} h" : $"{span.TotalMinutes:0} min";

    /// <summary>The first of the spans, shortest first, that holds all data; else the last.</summary>
    public static TimeSpan Since(DateTimeOffset? oldest, DateTimeOffset now, ImmutableArray<TimeSpan> spans)
    {
        foreach (var span in spans)
        {
            if (now - (oldest ?? now) <= span)
            {
                return span;
            }
        }

        return spans[^1];
    }
}
