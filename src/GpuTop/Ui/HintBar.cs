using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The last line: notice or key hints, and the counts of rows above and below.</summary>
internal static class HintBar
{
    private static readonly KeyPress KillKey = KeyPress.Of('K');

    // Computed once: the key table is constant.
    private static readonly ImmutableArray<ImmutableArray<(KeyBinding Binding, string Key)>> HintsOfViews =
        [.. Enum.GetValues<ViewKind>().Select(HintsOf)];

    public static void Draw(CellBuffer frame, Rect area, AppState state, int above, int below)
    {
        frame.Fill(area, ' ', Theme.Text);
        var right = area.Right - 1 - DrawMore(frame, area, above, below);
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
        var hints = HintsOfViews[(int)state.View];
        var help = hints[^2];
        var reserved = WidthOf(help);
        foreach (var hint in hints)
        {
            if ((hint.Binding.IsAction && state.Options.ReadOnly) || (hint.Binding.IsReplay && state.Replay is null))
            {
                continue;
            }

            var isHelp = ReferenceEquals(hint.Binding, help.Binding);
            reserved = isHelp ? 0 : reserved;
            if (x + WidthOf(hint) + reserved <= right)
            {
                x = DrawHint(frame, x, area.Y, state, hint);
            }
        }
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
        TextFieldView.Draw(frame, x, y, right, field, hasKeys: true);
    }

    private static int WidthOf((KeyBinding Binding, string Key) hint) => hint.Key.Length + 1 + hint.Binding.Name.Length + 2;

    private static int DrawHint(CellBuffer frame, int x, int y, AppState state, (KeyBinding Binding, string Key) hint)
    {
        var canAct = hint.Binding.WhyNot(state) is null;
        frame.Clicks?.Add(new Rect(x, y, WidthOf(hint), 1), new ClickTarget.Button(hint.Binding.Keys[0]));
        x += frame.Text(x, y, hint.Key, canAct ? Theme.Accent : Theme.Rail) + 1;
        return x + frame.Text(x, y, hint.Binding.Name, canAct ? Theme.Secondary : Theme.Rail) + 2;
    }

    private static int DrawMore(CellBuffer frame, Rect area, int above, int below)
    {
        if (above == 0 && below == 0)
        {
            return 0;
        }

        var text = above == 0 ? $"↓ {below} more" : below == 0 ? $"↑ {above} more" : $"↑ {above}  ↓ {below} more";
        return frame.TextRight(area.X, area.Y, area.Width - 1, text, Theme.Warning) + 2;
    }
}
