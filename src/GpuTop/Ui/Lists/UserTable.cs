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
        var rows = UserList.View.Of(state);
        var silent = string.Join(' ', UserList.NotCounted(state));
        area = ListStatus.Draw(frame, area, state, silent.Length == 0 ? null : $"not counted, silent: {silent}");
        return new Table<UserRow>(UserList.View, rows.IsEmpty ? [] : ColumnsOf(state, rows)).Draw(frame, area, state, rows);
    }

    private static ImmutableArray<Column<UserRow>> ColumnsOf(AppState state, ImmutableArray<UserRow> rows)
    {
        var withNames = state.RealNames && state.Width >= RealNamesFrom;
        var longest = rows.Max(row => UnicodeWidth.Of(NameOf(row, withNames)) + (row.IsMe ? 3 : 0));
        var name = Math.Clamp(longest, 6, Math.Max(15, state.Width / 4));
        return
        [
            new("USER", name, (at, row) => DrawName(at, row, withNames, state.Hues), Sort: UserList.ByName),
            new("GPUS", 5, (at, row) => at.Right($"{row.Gpus}", Theme.Text), true, Sort: UserList.ByGpus),
            new("IDLE", 5, DrawIdle, true, Sort: UserList.ByIdleGpus),
            new("MEM", 7, (at, row) => at.Memory(row.MemoryMiB, Theme.Text), true, 1, UserList.ByMemory),
            new("PROC", 5, (at, row) => at.Right($"{row.Processes}", Theme.Secondary), true, 4, UserList.ByProcesses),
            new("OLDEST", 7, DrawOldest, true, 2, UserList.ByLongest),
            new("POWER", 6, DrawPower, true, 3, UserList.ByPower),
            new("SERVERS", 0, (at, row) => at.Left(string.Join(' ', row.Servers), Theme.Secondary)),
        ];
    }

    private static string NameOf(UserRow row, bool withNames) =>
        withNames && row.RealName is { } real ? $"{row.Name} ({real})" : row.Name;

    private static void DrawName(TableCell at, UserRow row, bool withNames, PersonHues hues)
    {
        var name = at with { Area = at.Area with { Width = at.Area.Width - (row.IsMe ? 3 : 0) } };
        var text = NameOf(row, withNames);
        var style = Theme.Person(hues.OfText(row.Name), row.IsMe);
        at = at.After(name.Left(UnicodeWidth.Of(text) > name.Area.Width ? row.ShortName : text, style) + 1);
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
