using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The full description of a server's connection problem.</summary>
internal sealed class ProblemDialogView(ProblemDialog dialog) : DialogView
{
    private const int WidestBox = 100;

    public override string Hint => "j k scroll   r connect now   any other key closes";

    public override bool ClosesOnClick => true;

    public override DialogLayout LayOut(int width, int height)
    {
        var lines = Lines(Math.Min(WidestBox, width - 2) - 4);
        var box = DialogLayout.BoxOf(width, height, WidestBox, lines.Length);
        return new DialogLayout(
            box,
            dialog.Server,
            _ => { },
            [
                new DialogWidget.Lines(DialogLayout.InsideOf(box), lines.Length, (frame, line, index) =>
                {
                    var text = lines[index];
                    var style = index == 0 ? Theme.Warning.Bold() : text.StartsWith('→') ? Theme.Strong : Theme.Text;
                    frame.Text(line.X, line.Y, text, style, line.Width);
                }),
            ]);
    }

    private ImmutableArray<string> Lines(int width)
    {
        var problem = dialog.Problem;
        var remedy = problem.Remedy is { } words ? $"\n\n→ {words}" : "";
        var raw = problem.Raw.Length > 0 ? $"\n\noutput of ssh:\n{problem.Raw}" : "";
        var client = problem.Client.Length > 0 ? $"\n\nclient: {problem.Client}" : "";
        return Wrapping.Lines(problem.Text + remedy + raw + client, width);
    }
}
