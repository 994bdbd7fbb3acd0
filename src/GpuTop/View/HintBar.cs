using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.Terminal;

namespace GpuTop.View;

/// <summary>The last line: what the keys do, what came of the last one, and how much more there is above and below.</summary>
internal static class HintBar
{
    // Made once: the texts of keys do not change.
    private static readonly ImmutableArray<(Binding Binding, string Key)> Hints =
    [
        .. Keymap.All.Where(binding => binding.Hint > 0).OrderBy(binding => binding.Hint).Select(binding => (binding, binding.Keys[0].ToString())),
    ];

    public static void Draw(CellBuffer frame, Rect area, AppState state, FleetLayout layout)
    {
        frame.Fill(area, ' ', Theme.Text);
        var right = area.Right - 1 - DrawMore(frame, area, layout);
        if (state.Notice is { } notice)
        {
            var style = notice.IsProblem ? Theme.Warning.Bold() : Theme.Strong;
            frame.TextEllipsis(area.X + 1, area.Y, right - area.X - 1, notice.Text, style);
            return;
        }

        var x = area.X + 1;
        if (state.Dialog is not null)
        {
            frame.Text(x, area.Y, "j k scroll   any other key closes", Theme.Secondary, right - x);
            return;
        }

        var help = Hints[^2];
        var reserved = WidthOf(help);
        foreach (var hint in Hints)
        {
            var isHelp = ReferenceEquals(hint.Binding, help.Binding);
            reserved = isHelp ? 0 : reserved;
            if (x + WidthOf(hint) + reserved <= right)
            {
                x = DrawHint(frame, x, area.Y, state, hint);
            }
        }
    }

    private static int WidthOf((Binding Binding, string Key) hint) => hint.Key.Length + 1 + hint.Binding.Name.Length + 2;

    private static int DrawHint(CellBuffer frame, int x, int y, AppState state, (Binding Binding, string Key) hint)
    {
        var canAct = hint.Binding.WhyNot(state) is null;
        x += frame.Text(x, y, hint.Key, canAct ? Theme.Accent : Theme.Rail) + 1;
        return x + frame.Text(x, y, hint.Binding.Name, canAct ? Theme.Secondary : Theme.Rail) + 2;
    }

    private static int DrawMore(CellBuffer frame, Rect area, FleetLayout layout)
    {
        if (layout.Above == 0 && layout.Below == 0)
        {
            return 0;
        }

        Span<char> text = stackalloc char[48];
        var length = 0;
        _ = (layout.Above, layout.Below) switch
        {
            (0, var below) => text.TryWrite($"↓ {below} more", out length),
            (var above, 0) => text.TryWrite($"↑ {above} more", out length),
            var (above, below) => text.TryWrite($"↑ {above}  ↓ {below} more", out length),
        };
        return frame.TextRight(area.X, area.Y, area.Width - 1, text[..length], Theme.Warning) + 2;
    }
}
