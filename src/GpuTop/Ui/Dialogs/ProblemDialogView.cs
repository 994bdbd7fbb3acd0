using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The full description of a server's connection problem.</summary>
internal sealed class ProblemDialogView(AppState state, ProblemDialog trouble) : DialogView
{
    private const int WidestBox = 100;

    public override string Hint => "j k scroll   r connect now   any other key closes";

    public override int? ScrollEnd => Math.Max(0, Lines().Length - DialogBox.VisibleLines(state.Height));

    public override void Draw(CellBuffer frame)
    {
        frame.Clicks?.Add(frame.Area, new ClickTarget.Button(KeyPress.Of(Key.Escape)));
        var lines = Lines();
        var visible = DialogBox.VisibleLines(frame.Height);
        var top = Math.Min(trouble.Top, Math.Max(0, lines.Length - visible));
        var shown = Math.Min(visible, lines.Length - top);
        var box = DialogBox.Draw(frame, WidestBox, shown, trouble.Server);
        for (var i = 0; i < shown; i++)
        {
            var text = lines[top + i];
            var style = top + i == 0 ? Theme.Warning.Bold() : text.StartsWith('→') ? Theme.Strong : Theme.Text;
            frame.Text(box.X, box.Y + i, text, style, box.Width);
        }

        DialogBox.More(frame, box, top, lines.Length - top - shown);
    }

    private ImmutableArray<string> Lines()
    {
        var problem = trouble.Problem;
        var remedy = problem.Remedy is { } words ? $"\n\n→ {words}" : "";
        var raw = problem.Raw.Length > 0 ? $"\n\nwhat was said:\n{problem.Raw}" : "";
        return Wrapping.Lines(problem.Text + remedy + raw, Math.Min(WidestBox, state.Width - 2) - 4);
    }
}
