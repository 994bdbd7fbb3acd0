using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The processes of the fleet, one per line.</summary>
internal static class ProcessTable
{
    private const int RealNamesFrom = 110;

    public static (int Above, int Below) Draw(CellBuffer frame, Rect area, AppState state)
    {
        var rows = ProcessList.View.Of(state);
        var screen = state.ProcessScreen;
        var hidden = ProcessList.CountOf(state) - rows.Count(row => row.Process is not null);
        area = ListStatus.Draw(
            frame,
            area,
            state,
            screen.MineOnly ? "only mine" : null,
            hidden > 0 ? $"{hidden} not shown" : null,
            screen.Followed is { } followed ? $"follows {followed.Pid} on {followed.Server}" : null,
            screen.Tree ? "tree" : null,
            screen.WithHost ? "with processes of high CPU use" : null);
        var columns = rows.IsEmpty ? [] : ColumnsOf(state, rows);
        return new Table<ProcessRow>(ProcessList.View, columns, row => state.IsProcessListStale(row.Server))
            .Draw(frame, area, state, rows);
    }

    private static ImmutableArray<Column<ProcessRow>> ColumnsOf(AppState state, ImmutableArray<ProcessRow> rows)
    {
        var server = Math.Clamp(rows.Max(row => row.Server.Name.Length), 6, 16);
        var withNames = state.RealNames && state.Width >= RealNamesFrom;
        var widestOwner = withNames ? state.Width / 5 : state.Width < 80 ? 8 : Math.Max(14, state.Width / 6);
        var owner = Math.Clamp(rows.Max(row => UnicodeWidth.Of(OwnerOf(row, withNames))), 6, widestOwner);
        var gpus = Math.Clamp(rows.Max(row => row.Gpus.Length), 3, 7);
        var where = Math.Clamp(rows.Max(row => UnicodeWidth.Of(row.Where)), 0, state.Width / 6);
        // Processes that are on no GPU have no SM%: their CPU% has precedence over it.
        var (smRank, cpuRank) = state.ProcessScreen.WithHost ? (6, 2) : (2, 6);
        ImmutableArray<Column<ProcessRow>> columns =
        [
            new("SERVER", server, (at, row) => at.Left(row.Server.Name, Theme.Secondary), Sort: ProcessList.ByPlace),
            new("GPU", gpus, (at, row) => at.Left(row.Gpus, Theme.Text)),
            new("PID", 7, (at, row) => at.Right($"{row.Pid}", Theme.Secondary), true, 4, ProcessList.ByPid),
            new("OWNER", owner, (at, row) => DrawOwner(at, row, withNames, state.Hues), Sort: ProcessList.ByOwner),
            new("MEM", 6, DrawGpuMemory, true, 1, ProcessList.ByGpuMemory),
            new("SM%", 4, DrawSm, true, smRank, ProcessList.BySm),
            new("CPU%", 5, (at, row) => at.Right(Format.Rounded(row.CpuPercent), Theme.Secondary), true, cpuRank, ProcessList.ByCpu),
            new("HOST MEM", 8, (at, row) => at.Memory(row.HostMemoryMiB, Theme.Secondary), true, 7, ProcessList.ByHostMemory),
            new("ELAPSED", 7, DrawElapsed, true, 3, ProcessList.ByElapsed),
            new("WHERE", Math.Max(5, where), (at, row) => at.Left(row.Where, Theme.Secondary), false, 5, ProcessList.ByWhere),
            new("COMMAND", 0, (at, row) => DrawCommand(at, row, AgeOf(row)), Sort: ProcessList.ByCommand),
        ];
        return where > 0 ? columns : columns.RemoveAll(column => column.Sort == ProcessList.ByWhere);

        TimeSpan? AgeOf(ProcessRow row) =>
            state.IsProcessListStale(row.Server) ? row.Server.AgeOf(ProbeSection.Processes, state.ShownAt) : null;
    }

    private static string OwnerOf(ProcessRow row, bool withNames) =>
        withNames && row.RealName is { } name ? $"{row.Owner} ({name})" : row.Owner;

    // When both do not fit, the container's name is shown instead of the user.
    private static void DrawOwner(TableCell at, ProcessRow row, bool withNames, PersonHues hues)
    {
        var owner = OwnerOf(row, withNames);
        var isCut = UnicodeWidth.Of(owner) > at.Area.Width;
        at.Left((isCut && row.Process is { } process ? ProcessRow.ShortOwner(process) : null) ?? owner, OwnerStyle(row, hues));
    }

    private static Style OwnerStyle(ProcessRow row, PersonHues hues) => row.Process is { User: null, ActsFor: null }
        ? Theme.Secondary
        : Theme.Person(hues.OfText(row.Owner), row.IsMine == true);

    private static void DrawGpuMemory(TableCell at, ProcessRow row)
    {
        if (row.Process is { } process)
        {
            at.Memory(process.GpuMemoryMiB, Theme.Text);
        }
    }

    private static void DrawSm(TableCell at, ProcessRow row) =>
        at.Right(row.Process is null ? "" : Format.Number(row.Process.SmPercent), Theme.Text);

    private static void DrawElapsed(TableCell at, ProcessRow row)
    {
        if (row.Process is { } process)
        {
            at.Right(process.Elapsed is { } elapsed ? Format.Duration(elapsed) : "–", Theme.Secondary);
        }
    }

    private static void DrawCommand(TableCell at, ProcessRow row, TimeSpan? age)
    {
        at = at.After(at.Left(row.Branch, Theme.Rail));
        if (age is { } time)
        {
            at = at.After(at.Left($"({Format.Duration(time)} ago)", Theme.Secondary) + 1);
        }

        if (row.Idle is { } idle)
        {
            at = at.After(at.Left($"IDLE {(idle.IsLowerBound ? "≥" : "")}{Format.Duration(idle.Span)}", Theme.Warning.Bold()) + 1);
        }

        at.Left(row.Command is null ? "–" : CommandText.Short(row.Command), row.Process is null ? Theme.Secondary : Theme.Text);
    }
}
