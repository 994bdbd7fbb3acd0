using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Ui;

/// <summary>The layout of the GPU page in lines, shared by scrolling and drawing.</summary>
/// <param name="Server">The server.</param>
/// <param name="Gpu">The card.</param>
/// <param name="Remarks">Problems, remedies and reasons of unknown values; below the title.</param>
/// <param name="ChartColumns">Charts side by side.</param>
/// <param name="ChartLines">Lines of a chart without caption and axis.</param>
/// <param name="Occupants">Its instances and processes.</param>
/// <param name="Facts">Columns of facts.</param>
/// <param name="Body">Screen lines available for the page.</param>
internal sealed record GpuPageLayout(
    Server Server,
    Gpu Gpu,
    ImmutableArray<Fact> Remarks,
    int ChartColumns,
    int ChartLines,
    ImmutableArray<GpuOccupant> Occupants,
    ImmutableArray<ImmutableArray<FactLine>> Facts,
    int Body)
{
    /// <summary>Number of charts.</summary>
    public const int Charts = 4;

    /// <summary>Additional lines of a chart: caption and axis.</summary>
    public const int LinesOfChartFrame = 2;

    private const int TwoChartsFrom = 70;
    private const int WidthOfFacts = 38;
    private const int LeastChartLines = 3;
    private const int MostChartLines = 10;

    /// <summary>First line of the charts: below title, identity and remarks.</summary>
    public int ChartsTop => 2 + Remarks.Length;

    /// <summary>First line of the processes: their heading.</summary>
    public int OccupantsTop => ChartsTop + (Charts / ChartColumns * (ChartLines + LinesOfChartFrame)) + 1;

    /// <summary>First line of the facts.</summary>
    public int FactsTop => OccupantsTop + 1 + Math.Max(1, Occupants.Length) + 1;

    /// <summary>Lines of the whole page.</summary>
    public int Lines => FactsTop + (Facts.IsEmpty ? 0 : Facts.Max(column => column.Length));

    /// <summary>The highest scroll position.</summary>
    public int LastTop => Math.Max(0, Lines - Body);

    /// <summary>The layout of the current page; null when its GPU is no longer known.</summary>
    public static GpuPageLayout? Of(AppState state)
    {
        if (GpuActions.Find(state) is not { } found)
        {
            return null;
        }

        var columns = Math.Clamp((state.Width - 1) / (WidthOfFacts + 1), 1, 4);
        var body = state.BodyHeight;
        var page = new GpuPageLayout(
            found.Server,
            found.Gpu,
            GpuRemarks.Of(state, found.Server, found.Gpu),
            state.Width >= TwoChartsFrom ? 2 : 1,
            Math.Clamp(body / 5, LeastChartLines, MostChartLines),
            GpuOccupant.Of(found.Server, found.Gpu),
            FactColumns.Of(GpuFacts.Of(state, found.Gpu), columns, ((state.Width - 1) / columns) - 2),
            body);
        // Charts take the lines that are left.
        return page with { ChartLines = page.ChartLines + (Math.Max(0, body - page.Lines) / (Charts / page.ChartColumns)) };
    }
}

/// <summary>A line of the GPU page's process list: a MIG instance or a process.</summary>
/// <param name="Instance">The MIG instance, or that of the process; null on a whole GPU.</param>
/// <param name="Process">The process; null for the instance line.</param>
/// <param name="Share">The share of the process on this GPU; null for the instance line.</param>
internal readonly record struct GpuOccupant(MigInstance? Instance, GpuProcess? Process, GpuShare? Share)
{
    /// <summary>Instances with their processes, then the processes without a known instance;
    /// most GPU memory first.</summary>
    public static ImmutableArray<GpuOccupant> Of(Server server, Gpu gpu)
    {
        var all = (from process in server.Processes
                   from share in process.Shares
                   where share.GpuKey == gpu.Sample.Key
                   orderby share.MemoryMiB ?? -1 descending
                   select (process, share)).ToLookup(pair =>
                       gpu.Instances.FirstOrDefault(instance => instance.Uuid == pair.share.MigUuid)?.Uuid);
        var lines = ImmutableArray.CreateBuilder<GpuOccupant>();
        foreach (var instance in gpu.Instances)
        {
            lines.Add(new GpuOccupant(instance, null, null));
            lines.AddRange(all[instance.Uuid].Select(pair => new GpuOccupant(instance, pair.process, pair.share)));
        }

        lines.AddRange(all[null].Select(pair => new GpuOccupant(null, pair.process, pair.share)));
        return lines.DrainToImmutable();
    }
}
