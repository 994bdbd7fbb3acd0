using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The variables of a process, one below the other.</summary>
internal sealed class EnvironmentDialogView(EnvironmentDialog dialog) : DialogView
{
    private const int WidestBox = 120;

    public override string Hint => "j k scroll   any other key closes";

    public override bool ClosesOnClick => true;

    public override DialogLayout LayOut(int width, int height)
    {
        var lines = Lines(DialogLayout.InsideOf(DialogLayout.BoxOf(width, height, WidestBox, 1)).Width);
        var box = DialogLayout.BoxOf(width, height, WidestBox, lines.Length);
        return new DialogLayout(
            box,
            dialog.Title,
            _ => { },
            [
                new DialogWidget.Lines(DialogLayout.InsideOf(box), lines.Length, (frame, line, index) =>
                {
                    var (name, value) = lines[index];
                    var x = line.X + frame.Text(line.X, line.Y, name, Theme.Strong, line.Width);
                    frame.Text(x, line.Y, value, Theme.Text, line.Right - x);
                }),
            ]);
    }

    // A long value goes on in the next lines.
    private ImmutableArray<(string Name, string Value)> Lines(int width) => dialog switch
    {
        { Problem: { } problem } => [.. Wrapping.Lines(problem, width).Select(line => ("", line))],
        { Variables: null } => [("", "reading…")],
        { Variables: [] } => [("", "empty")],
        { Variables: { } variables } => [.. variables.SelectMany(variable => OfVariable(variable, width))],
    };

    private static IEnumerable<(string Name, string Value)> OfVariable(string variable, int width)
    {
        var end = variable.IndexOf('=') + 1;
        var lines = Wrapping.Lines(variable, width);
        return end > lines[0].Length
            ? lines.Select(line => ("", line))
            : lines.Select((line, index) => index == 0 ? (line[..end], line[end..]) : ("", line));
    }
}
