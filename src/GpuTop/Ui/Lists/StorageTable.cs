using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The file systems of the fleet, the fullest first.</summary>
internal static class StorageTable
{
    private const int BarWidth = 10;
    private const int PercentWidth = 5;

    // On narrower screens bars and words are hidden; the larger percentage of space and inodes remains.
    private const int NarrowBelow = 60;

    // Percentage from which writes are about to fail.
    private const double Full = 98;

    /// <summary>Draws the view.</summary>
    /// <returns>The counts of rows above and below the visible ones.</returns>
    public static (int Above, int Below) Draw(CellBuffer frame, Rect area, AppState state)
    {
        var rows = StorageList.Of(state);
        if (rows.IsEmpty)
        {
            var isFiltered = state.ListOf(ViewKind.Storage).FilterText.Length > 0;
            frame.Text(2, area.Y + 1, isFiltered ? "nothing matches the filter" : "no file system is known yet", Theme.Secondary);
            return (0, 0);
        }

        var list = state.ListOf(ViewKind.Storage);
        return Table(state, area.Width).Draw(frame, area, rows, list, static row => row.Key);
    }

    private static Table<StorageRow> Table(AppState state, int width)
    {
        var warn = state.Options.Thresholds.DiskWarnPercent;
        var isNarrow = width < NarrowBelow;
        var longest = state.Shown.Servers.Select(server => UnicodeWidth.Of(server.Name)).DefaultIfEmpty(0).Max();
        var name = Math.Clamp(longest, 6, isNarrow ? 8 : 16);
        const int Wide = BarWidth + PercentWidth;
        ImmutableArray<Column<StorageRow>> columns =
        [
            new("SERVER", name, (frame, at, row) => Server(frame, at, state, row), Sort: 1),
            new("MOUNT", 0, (frame, at, row) => Path(frame, isNarrow ? WithoutAge(frame, at, state, row) : at, state, row), Sort: 2),
            new("TYPE", 6, (frame, at, row) => frame.TextEllipsis(at.X, at.Y, at.Width, row.Mount?.Type, Theme.Secondary), Rank: 3),
            new("DEVICE", 26, (frame, at, row) => frame.TextEllipsis(at.X, at.Y, at.Width, row.Mount?.Device, Theme.Secondary), Rank: 5),
            isNarrow
                ? new("FULL", PercentWidth, (frame, at, row) => Used(frame, at, state, row, row.FullPercent, "hangs"), true, Sort: 0)
                : new("USED", Wide, (frame, at, row) => Used(frame, at, state, row, row.Mount?.UsedPercent, "df hangs"), Sort: 0),
            new("FREE", 6, (frame, at, row) => Size(frame, at, state, row, row.Mount?.AvailableKiB), IsRight: true, Rank: 1, Sort: 4),
            new("SIZE", 6, (frame, at, row) => Size(frame, at, state, row, row.Mount?.SizeKiB), IsRight: true, Rank: 2, Sort: 3),
            new("INODES", Wide, (frame, at, row) => Share(frame, at, state, row, row.Mount?.InodesUsedPercent), Rank: 4, Sort: 5),
            new("MINE", 12, (frame, at, row) => Mine(frame, at, state, row), Rank: 1),
            new("", 12, (frame, at, row) => Word(frame, at, state, row, warn), Rank: isNarrow ? 1 : 0),
        ];
        return new Table<StorageRow>(columns);
    }

    private static void Server(CellBuffer frame, Rect at, AppState state, StorageRow row) =>
        frame.TextEllipsis(at.X, at.Y, at.Width, row.Server.Name, Styled(state, row, Theme.Text));

    private static void Path(CellBuffer frame, Rect at, AppState state, StorageRow row)
    {
        if (row is { Mount: null, Silence: { } silence })
        {
            frame.Text(at.X, at.Y, $"df hangs: no answer for {Format.Duration(silence)}", Theme.Bad);
        }
        else
        {
            var style = row.IsHome || row.Jobs > 0 ? Theme.Strong : Theme.Text;
            var used = frame.TextEllipsis(at.X, at.Y, at.Width, row.Name, Styled(state, row, style)) + 1;
            var behind = row.Mount?.Problem ?? (row.Count > 1 ? $"{row.Count} mounts of one file system" : null);
            if (behind is not null && at.Width - used > 2)
            {
                style = Styled(state, row, row.Mount?.Problem is null ? Theme.Secondary : Theme.Bad);
                frame.TextEllipsis(at.X + used, at.Y, at.Width - used, behind, style);
            }
        }
    }

    // Without a column of words the age of outdated data is drawn here.
    private static Rect WithoutAge(CellBuffer frame, Rect at, AppState state, StorageRow row)
    {
        if (row.Mount is null || !IsOld(state, row) || row.Server.AgeOf(ProbeSection.Mounts, state.ShownAt) is not { } age)
        {
            return at;
        }

        var width = frame.TextRight(at.X, at.Y, at.Width, $"{Format.Duration(age)} ago", Theme.Secondary);
        return at with { Width = Math.Max(0, at.Width - width - 1) };
    }

    private static void Used(CellBuffer frame, Rect at, AppState state, StorageRow row, double? percent, string hangs)
    {
        if (row is { Mount: not null, Silence: { } silence })
        {
            frame.Text(at.X, at.Y, $"{hangs} {Format.Duration(silence)}", Styled(state, row, Theme.Bad), at.Width);
        }
        else if (row.Mount?.Problem is not null)
        {
            frame.Text(at.X, at.Y, "error", Styled(state, row, Theme.Bad), at.Width);
        }
        else
        {
            Share(frame, at, state, row, percent);
        }
    }

    private static void Share(CellBuffer frame, Rect at, AppState state, StorageRow row, double? percent)
    {
        if (row.Mount is null)
        {
            return;
        }

        var colors = new LoadColors(state.Options.Thresholds.DiskWarnPercent, Full);
        var bar = at.Width - PercentWidth;
        if (bar > 0)
        {
            Bar.Draw(frame, at.X, at.Y, bar, percent, colors);
        }

        GpuLine.DrawPercent(frame, at.X + bar, at.Y, percent, colors);
        if (IsOld(state, row))
        {
            frame.Restyle(at, 0, static (style, _) => Theme.Faded(style));
        }
    }

    private static void Size(CellBuffer frame, Rect at, AppState state, StorageRow row, long? kibibytes)
    {
        if (row.Mount is not null)
        {
            frame.TextRight(at.X, at.Y, at.Width, Format.Kibibytes(kibibytes), Styled(state, row, Theme.Text));
        }
    }

    private static void Mine(CellBuffer frame, Rect at, AppState state, StorageRow row)
    {
        var x = at.X;
        x += row.IsHome ? frame.Text(x, at.Y, "home", Styled(state, row, Theme.Accent), at.Right - x) + 1 : 0;
        if (row.Jobs > 0)
        {
            frame.Text(x, at.Y, $"{row.Jobs} {(row.Jobs == 1 ? "job" : "jobs")}", Styled(state, row, Theme.Accent), at.Right - x);
        }
    }

    private static void Word(CellBuffer frame, Rect at, AppState state, StorageRow row, double warn)
    {
        if (IsOld(state, row) && row.Server.AgeOf(ProbeSection.Mounts, state.ShownAt) is { } age)
        {
            frame.Text(at.X, at.Y, $"{Format.Duration(age)} ago", Theme.Secondary, at.Width);
        }
        else if (row.FullPercent >= warn)
        {
            var isSpace = row.Mount!.UsedPercent >= row.FullPercent;
            var word = row.FullPercent >= Full ? (isSpace ? "FULL" : "FULL inodes") : isSpace ? "low" : "low inodes";
            frame.Text(at.X, at.Y, word, row.FullPercent >= Full ? Theme.Bad : Theme.Warning.Bold(), at.Width);
        }
    }

    // Disconnected, or df hangs: the current usage is unknown.
    private static bool IsOld(AppState state, StorageRow row) =>
        row.Server.PhaseAt(state.ShownAt) != LinkPhase.Live || row.Server.Hanging.Contains(ProbeSection.Mounts);

    private static Style Styled(AppState state, StorageRow row, Style style) => IsOld(state, row) ? Theme.Faded(style) : style;
}
