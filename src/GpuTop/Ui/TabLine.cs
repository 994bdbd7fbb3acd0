using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The views with their number keys, the current one marked, below the header.</summary>
internal static class TabLine
{
    public static void Draw(CellBuffer frame, Rect area, AppState state)
    {
        if (area.IsEmpty)
        {
            return;
        }

        frame.Fill(area, ' ', Theme.Text);
        var counts = (state.OpenTunnels, state.NewEvents);
        var page = PageOf(state);
        var withNames = WidthWithNames(counts) + UnicodeWidth.Of(page) <= area.Width;
        var x = area.X;
        foreach (var view in ListViews.Numbered)
        {
            var isCurrent = view == state.View;
            var number = 1 + (int)view;
            var start = x;
            var style = isCurrent ? Theme.Selected(Theme.Strong) : Theme.Secondary;
            var key = isCurrent ? Theme.Selected(Theme.Accent) : Theme.Accent;
            x += frame.Text(x, area.Y, " ", style, area.Right - x);
            x += frame.Text(x, area.Y, $"{number}", key, area.Right - x);
            x += withNames || isCurrent ? frame.Text(x, area.Y, $" {view}", style, area.Right - x) : 0;
            if (CountOf(view, counts) is > 0 and var count)
            {
                x += frame.Text(x, area.Y, $" {count}", isCurrent ? style : Theme.Warning, area.Right - x);
            }

            x += frame.Text(x, area.Y, " ", style, area.Right - x);
            frame.Clicks?.Add(new Rect(start, area.Y, x - start, 1), new ClickTarget.Button(KeyPress.Of((char)('0' + number))));
        }

        frame.TextEllipsis(x, area.Y, area.Right - x, page, Theme.Selected(Theme.Strong));
    }

    // The page of a GPU has no number: it is named after the tabs. Empty in the other views.
    private static string PageOf(AppState state) => state.View == ViewKind.Gpu && GpuActions.Find(state) is { } found
        ? $" {found.Server.Name}:{Format.Number(found.Gpu.Sample.Index)} "
        : "";

    private static int WidthWithNames((int Tunnels, int Events) counts)
    {
        var width = 0;
        foreach (var view in ListViews.Numbered)
        {
            width += 4 + view.ToString().Length;
            width += CountOf(view, counts) is > 0 and var count ? 1 + $"{count}".Length : 0;
        }

        return width;
    }

    private static int CountOf(ViewKind view, (int Tunnels, int Events) counts) => view switch
    {
        ViewKind.Tunnels => counts.Tunnels,
        ViewKind.Events => counts.Events,
        _ => 0,
    };
}
