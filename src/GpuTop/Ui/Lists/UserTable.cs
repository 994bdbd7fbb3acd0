using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The users of GPUs over all servers, one per line.</summary>
internal static class UserTable
{
    private const int RealNamesFrom = 70;

    public static (int Above, int Below) Draw(CellBuffer frame, Rect area, AppState state)
    {
        var rows = UserList.Of(state);
        var list = state.ListOf(ViewKind.Users);
        var silent = string.Join(' ', UserList.NotCounted(state));
        area = ListStatus.Draw(frame, area, state, silent.Length == 0 ? null : $"not counted, silent: {silent}");
        if (rows.IsEmpty)
        {
            var text = list.FilterText.Length > 0 ? "nobody matches; Esc shows all" : "nobody is on any GPU";
            frame.TextEllipsis(area.X + 2, area.Y, area.Width - 2, text, Theme.Secondary);
            return default;
        }

        return new Table<UserRow>(ColumnsOf(state, rows)).Draw(frame, area, rows, list, static row => row.Name);
    }

    private static ImmutableArray<Column<UserRow>> ColumnsOf(AppState state, ImmutableArray<UserRow> rows)
    {
        var withNames = state.RealNames && state.Width >= RealNamesFrom;
        var longest = rows.Max(row => UnicodeWidth.Of(NameOf(row, withNames)) + (row.IsMe ? 3 : 0));
        var name = Math.Clamp(longest, 6, Math.Max(15, state.Width / 4));
        return
        [
            Column("USER", name, (at, row) => DrawName(at, row, withNames), sort: UserColumn.Name),
            Column("GPUS", 5, (at, row) => at.Right($"{row.Gpus}", Theme.Text), true, sort: UserColumn.Gpus),
            Column("IDLE", 5, DrawIdle, true, sort: UserColumn.IdleGpus),
            Column("MEM", 7, (at, row) => at.Memory(row.MemoryMiB, Theme.Text), true, 1, UserColumn.Memory),
            Column("PROC", 5, (at, row) => at.Right($"{row.Processes}", Theme.Secondary), true, 4, UserColumn.Processes),
            Column("OLDEST", 7, DrawOldest, true, 2, UserColumn.Longest),
            Column("POWER", 6, DrawPower, true, 3, UserColumn.Power),
            Column("SERVERS", 0, (at, row) => at.Left(string.Join(' ', row.Servers), Theme.Secondary)),
        ];
    }

    private static Column<UserRow> Column(
        string title, int width, Action<TableCell, UserRow> draw, bool isRight = false, int rank = 0, UserColumn? sort = null) =>
        new(title, width, (cells, place, row) => draw(new TableCell(cells, place, false), row), isRight, rank, (int?)sort);

    private static string NameOf(UserRow row, bool withNames) =>
        withNames && row.RealName is { } real ? $"{row.Name} ({real})" : row.Name;

    private static void DrawName(TableCell at, UserRow row, bool withNames)
    {
        var name = at with { Area = at.Area with { Width = at.Area.Width - (row.IsMe ? 3 : 0) } };
        var text = NameOf(row, withNames);
        at = at.After(name.Left(UnicodeWidth.Of(text) > name.Area.Width ? row.ShortName : text, Theme.Person(row.Name, row.IsMe)) + 1);
        if (row.IsMe)
        {
            at.Left("me", Theme.Accent);
        }
    }

    private static void DrawOldest(TableCell at, UserRow row) =>
        at.Right(row.Longest is { } time ? Format.Duration(time) : "–", Theme.Secondary);

    private static void DrawPower(TableCell at, UserRow row) =>
        at.Right(row.PowerWatts is { } watts ? $"{watts:0}W" : "–", Theme.Secondary);

    private static void DrawIdle(TableCell at, UserRow row) =>
        at.Right($"{row.IdleGpus}", row.IdleGpus > 0 ? Theme.Warning.Bold() : Theme.Rail);
}
