using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The file systems of the fleet, the fullest first.</summary>
internal static class StorageTable
{
    private const int BarWidth = 10;
    private const int ShortBarWidth = 6;
    private const int PercentWidth = 5;

    // On narrower screens bars and words are hidden; the larger percentage of space and inodes remains.
    private const int NarrowBelow = 60;

    // On narrower screens bars are shorter.
    private const int ShortBarsBelow = 100;

    public static (int Above, int Below) Draw(CellBuffer frame, Rect area, AppState state)
    {
        var rows = StorageList.View.Of(state);
        area = ListStatus.Draw(frame, area, state);
        return new Table<StorageRow>(StorageList.View, ColumnsOf(state, area.Width, rows), row => IsOld(state, row))
            .Draw(frame, area, state, rows);
    }

    private static ImmutableArray<Column<StorageRow>> ColumnsOf(AppState state, int width, ImmutableArray<StorageRow> rows)
    {
        var (warn, isNarrow) = (state.Options.Thresholds.DiskWarnPercent, width < NarrowBelow);
        var longest = state.Shown.Servers.Select(server => UnicodeWidth.Of(server.Name)).DefaultIfEmpty(0).Max();
        var group = rows.Where(row => row.IsGroup).Select(row => ServersOf(state, row).Length).DefaultIfEmpty(0).Max();
        var name = Math.Max(Math.Clamp(longest, 6, isNarrow ? 8 : 16), group);
        var (bar, hangs) = width < ShortBarsBelow ? (ShortBarWidth, "hangs") : (BarWidth, "df hangs");
        var wide = bar + PercentWidth;
        return
        [
            new("SERVER", name, (at, row) => DrawServer(at, state, row), Sort: StorageList.ByServer),
            new("MOUNT", 0, (at, row) => DrawPath(isNarrow ? WithoutAge(at, state, row) : at, row, isNarrow), Sort: StorageList.ByPath,
                Least: 14),
            new("TYPE", 6, (at, row) => at.Left(row.Mount?.Type, Theme.Secondary), Rank: 3),
            new("DEVICE", 26, (at, row) => at.Left(row.Mount?.Device, Theme.Secondary), Rank: 5),
            isNarrow
                ? new("FULL", PercentWidth, (at, row) => DrawUsed(at, row, row.FullPercent, hangs, warn), true, Sort: StorageList.ByFull)
                : new("USED", wide, (at, row) => DrawUsed(at, row, row.Mount?.UsedPercent, hangs, warn), Sort: StorageList.ByFull),
            new("FREE", 6, (at, row) => DrawSize(at, row, row.Mount?.AvailableKiB), IsRight: true, Rank: 1, Sort: StorageList.ByFree),
            new("SIZE", 6, (at, row) => DrawSize(at, row, row.Mount?.SizeKiB), IsRight: true, Rank: 2, Sort: StorageList.BySize),
            new("INODES", wide, (at, row) => DrawShare(at, row, row.Mount?.InodesUsedPercent, warn), Rank: 4, Sort: StorageList.ByInodes),
            new("MINE", 12, DrawMine, Rank: 1),
            new("", 12, (at, row) => DrawWord(at, state, row), Rank: isNarrow ? 1 : 0),
        ];
    }

    private static string ServersOf(AppState state, StorageRow row) =>
        $"{(state.StorageScreen.Opened.Contains(row.Key) ? '▾' : '▸')} {row.ServerCount} servers";

    private static void DrawServer(TableCell at, AppState state, StorageRow row)
    {
        if (row.IsGroup)
        {
            at.Left(ServersOf(state, row), Theme.Strong);
        }
        else
        {
            at.After(row.IsMember ? 2 : 0).Left(row.Server.Name, Theme.Text);
        }
    }

    private static void DrawPath(TableCell at, StorageRow row, bool isNarrow)
    {
        if (row is { Mount: null, Silence: { } silence })
        {
            at.Frame.Text(at.Area.X, at.Area.Y, $"df hangs: no answer for {Format.Duration(silence)}", Theme.Bad);
            return;
        }

        at = at.After(at.Left(row.Name, row.IsHome || row.Jobs > 0 ? Theme.Strong : Theme.Text) + 1);
        var problem = row.Mount?.Problem ?? (isNarrow && row.HangingCount > 0 ? HangsOn(row) : ProblemOf(row));
        var behind = problem ?? (row.Count > 1 ? $"{row.Count} mounts of one file system" : null);
        if (behind is not null && at.Area.Width > 2)
        {
            at.Left(behind, problem is null ? Theme.Secondary : Theme.Bad);
        }
    }

    private static string HangsOn(StorageRow row) => $"hangs on {row.HangingCount}";

    // The first error on any of the servers, with their number.
    private static string? ProblemOf(StorageRow row) =>
        row.Members.Select(member => member.Mount?.Problem).FirstOrDefault(problem => problem is not null) is { } problem
            ? $"{row.Members.Count(member => member.Mount?.Problem is not null)} servers: {problem}"
            : null;

    // Without a column of words the age of outdated data is drawn here.
    private static TableCell WithoutAge(TableCell at, AppState state, StorageRow row)
    {
        if (row.Mount is null || !at.IsOld || row.Server.AgeOf(ProbeSection.Mounts, state.ShownAt) is not { } age)
        {
            return at;
        }

        var text = $"{Format.Duration(age)} ago";
        at.Right(text, Theme.Secondary);
        return at with { Area = at.Area with { Width = Math.Max(0, at.Area.Width - text.Length - 1) } };
    }

    private static void DrawUsed(TableCell at, StorageRow row, double? percent, string hangs, double warn)
    {
        if (row is { Mount: not null, Silence: { } silence })
        {
            var text = $"{hangs} {Format.Duration(silence)}";
            at.Left(text.Length <= at.Area.Width ? text : hangs, Theme.Bad);
        }
        else if (row.Mount?.Problem is not null)
        {
            at.Left("error", Theme.Bad);
        }
        else
        {
            DrawShare(at, row, percent, warn);
        }
    }

    private static void DrawShare(TableCell at, StorageRow row, double? percent, double warn)
    {
        if (row.Mount is null)
        {
            return;
        }

        var (frame, area, colors) = (at.Frame, at.Area, Theme.Warnings(warn, Thresholds.DiskFullPercent));
        var bar = area.Width - PercentWidth;
        if (bar > 0)
        {
            Bar.Draw(frame, area.X, area.Y, bar, percent, colors);
        }

        GpuLine.DrawPercent(frame, area.X + bar, area.Y, percent, colors);
        if (at.IsOld)
        {
            frame.Restyle(area, 0, static (style, _) => Theme.Faded(style));
        }
    }

    private static void DrawSize(TableCell at, StorageRow row, long? kibibytes)
    {
        if (row.Mount is not null)
        {
            at.Right(Format.Kibibytes(kibibytes), Theme.Text);
        }
    }

    private static void DrawMine(TableCell at, StorageRow row)
    {
        at = row.IsHome ? at.After(at.Left("home", Theme.Accent) + 1) : at;
        if (row.Jobs > 0)
        {
            at.Left($"{row.Jobs} {(row.Jobs == 1 ? "job" : "jobs")}", Theme.Accent);
        }
    }

    private static void DrawWord(TableCell at, AppState state, StorageRow row)
    {
        var level = row.Mount is null ? DiskLevel.Unknown : state.Options.Thresholds.LevelOf(row.Mount);
        if (row.HangingCount > 0)
        {
            at.Left(HangsOn(row), Theme.Bad);
        }
        else if (at.IsOld && row.Server.AgeOf(ProbeSection.Mounts, state.ShownAt) is { } age)
        {
            at.Left($"{Format.Duration(age)} ago", Theme.Secondary);
        }
        else if (level == DiskLevel.Full || (level == DiskLevel.Low && row.Mount!.IsShortOfInodes))
        {
            // The use of the space has a column of its own.
            at.Left(DiskText.Short(row.Mount!, level), level == DiskLevel.Full ? Theme.Bad : Theme.Warning);
        }
    }

    // Disconnected, or df hangs: the current usage is unknown.
    private static bool IsOld(AppState state, StorageRow row) =>
        row.Server.PhaseAt(state.ShownAt) != ConnectionPhase.Live || row.Server.Hanging.Contains(ProbeSection.Mounts);
}
