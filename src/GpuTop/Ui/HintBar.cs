using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The last line: notice or key hints, and the counts of rows above and below.</summary>
internal static class HintBar
{
    private static readonly KeyPress KillKey = KeyPress.Of('K');

    private const int WidthForAllHints = 100;
    private const int WidthForHidden = 60;

    // Computed once: the key table is constant.
    private static readonly ImmutableArray<ImmutableArray<(KeyBinding Binding, string Key)>> HintsOfViews =
        [.. Enum.GetValues<ViewKind>().Select(HintsOf)];

    public static void Draw(CellBuffer frame, Rect area, AppState state, int above, int below, string? hidden)
    {
        frame.Fill(area, ' ', Theme.Text);
        // The rows are behind an open dialog, whose hint must not be cut.
        var right = area.Right - 1 - (state.Dialog is null ? DrawMore(frame, area, above, below, hidden) : 0);
        if (state.Notice is { } notice)
        {
            var style = notice.IsProblem ? Theme.Warning.Bold() : Theme.Strong;
            frame.TextEllipsis(area.X + 1, area.Y, right - area.X - 1, notice.Text, style);
            return;
        }

        var x = area.X + 1;
        if (state.Dialog is { } dialog)
        {
            // No hint while the dialog ignores keys.
            frame.Text(x, area.Y, DialogGuard.IsTooEarly(state, dialog) ? "" : DialogViews.Of(state)!.Hint, Theme.Secondary, right - x);
            return;
        }

        if (state.Typing is { } field)
        {
            DrawTyping(frame, x, area.Y, right, field);
            return;
        }

        x = DrawOffer(frame, x, area.Y, state, right);
        x = DrawWayBack(frame, x, area.Y, state);
        var hints = HintsOfViews[(int)state.View];
        var (help, quit) = (hints[^2], hints[^1]);
        var reserved = WidthOf(help) + WidthOf(quit);
        foreach (var hint in hints)
        {
            // Narrow screens have room only for what can be done.
            if ((hint.Binding.IsAction && state.Options.ReadOnly) || (hint.Binding.IsReplay && state.Replay is null)
                || (area.Width < WidthForAllHints && hint.Binding.WhyNot(state) is not null))
            {
                continue;
            }

            reserved -= ReferenceEquals(hint.Binding, help.Binding) ? WidthOf(help)
                : ReferenceEquals(hint.Binding, quit.Binding) ? WidthOf(quit) : 0;
            if (x + WidthOf(hint) + reserved <= right)
            {
                x = DrawHint(frame, x, area.Y, state, hint);
            }
        }
    }

    // Where something is hidden, or a page is open.
    private static int DrawWayBack(CellBuffer frame, int x, int y, AppState state)
    {
        var isHidden = state.FilterText.Length > 0 || (state.View == ViewKind.Fleet && state.FleetScreen.IsFiltered);
        if (!isHidden && state.View != ViewKind.Gpu)
        {
            return x;
        }

        var start = x;
        x += frame.Text(x, y, "Esc", Theme.Accent) + 1;
        x += frame.Text(x, y, isHidden ? "show all" : "back", Theme.Secondary) + 2;
        frame.Clicks?.Add(new Rect(start, y, x - start, 1), new ClickTarget.Button(KeyPress.Of(Key.Escape)));
        return x;
    }

    // The offer of SIGKILL for processes that survived SIGTERM.
    private static int DrawOffer(CellBuffer frame, int x, int y, AppState state, int right)
    {
        var survivors = KillActions.Survivors(state);
        if (survivors.IsEmpty || Keymap.Find(KillKey, state.View) is null)
        {
            return x;
        }

        var which = survivors is [var one] ? $"{one.Pid}, which" : $"{survivors.Length} processes that";
        var text = $"{KillKey} SIGKILL for {which} still live{(survivors.Length == 1 ? "s" : "")}";
        var used = frame.TextEllipsis(x, y, right - x, text, Theme.Warning.Bold());
        frame.Clicks?.Add(new Rect(x, y, used, 1), new ClickTarget.Button(KillKey));
        return x + used + 2;
    }

    private static ImmutableArray<(KeyBinding Binding, string Key)> HintsOf(ViewKind view) =>
    [
        .. Keymap.All.Where(binding => binding.Hint > 0 && binding.ActsIn(view))
            .OrderBy(binding => binding.Hint)
            .Select(binding => (binding, binding.Keys[0].ToString())),
    ];

    private static void DrawTyping(CellBuffer frame, int x, int y, int right, TextField field)
    {
        x += frame.Text(x, y, "filter: ", Theme.Accent, right - x);
        TextFieldView.Draw(frame, x, y, right, field);
    }

    private static int WidthOf((KeyBinding Binding, string Key) hint) => hint.Key.Length + 1 + hint.Binding.Name.Length + 2;

    private static int DrawHint(CellBuffer frame, int x, int y, AppState state, (KeyBinding Binding, string Key) hint)
    {
        var canAct = hint.Binding.WhyNot(state) is null;
        frame.Clicks?.Add(new Rect(x, y, WidthOf(hint), 1), new ClickTarget.Button(hint.Binding.Keys[0]));
        x += frame.Text(x, y, hint.Key, canAct ? Theme.Accent : Theme.Rail) + 1;
        return x + frame.Text(x, y, hint.Binding.Name, canAct ? Theme.Secondary : Theme.Rail) + 2;
    }

    private static int DrawMore(CellBuffer frame, Rect area, int above, int below, string? hidden)
    {
        if (above == 0 && below == 0 && hidden is null)
        {
            return 0;
        }

        var more = (above, below) switch
        {
            (0, 0) => "",
            (0, _) => $"↓ {below} more",
            (_, 0) => $"↑ {above} more",
            _ => $"↑ {above}  ↓ {below} more",
        };
        var text = hidden is null || area.Width < WidthForHidden ? more : $"{hidden}  {more}".TrimEnd();
        return frame.TextRight(area.X, area.Y, area.Width - 1, text, Theme.Warning) + 2;
    }
}
