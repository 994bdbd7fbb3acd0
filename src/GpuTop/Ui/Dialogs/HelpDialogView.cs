using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The table of keys.</summary>
internal sealed class HelpDialogView(AppState state, HelpDialog help) : DialogView
{
    private const int WidestBox = 72;

    private static readonly int KeysWidth = Keymap.All.Max(binding => binding.KeyNames.Length);

    private readonly ImmutableArray<KeyBinding> _lines = Keymap.OfferedIn(state, state.View);

    public override string Hint => "j k scroll   any other key closes";

    public override int? ScrollEnd => Math.Max(0, _lines.Length - DialogBox.VisibleLines(state.Height));

    public override void Draw(CellBuffer frame)
    {
        frame.Clicks?.Add(frame.Area, new ClickTarget.Button(KeyPress.Of(Key.Escape)));
        var visible = DialogBox.VisibleLines(frame.Height);
        var top = Math.Min(help.Top, ScrollEnd!.Value);
        var shown = Math.Min(visible, _lines.Length - top);
        var box = DialogBox.Draw(frame, WidestBox, shown, $"keys of {state.View.ToString().ToLowerInvariant()}");
        for (var i = 0; i < shown; i++)
        {
            var (keys, text) = (_lines[top + i].KeyNames, _lines[top + i].Help);
            var line = box.Row(i);
            var x = line.X + Math.Max(Math.Min(KeysWidth, line.Width / 3), frame.Text(line.X, line.Y, keys, Theme.Accent, line.Width)) + 2;
            frame.TextEllipsis(x, line.Y, line.Right - x, text, Theme.Text);
        }

        DialogBox.More(frame, box, top, _lines.Length - top - shown);
    }
}
