using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>What to do where no server is named and this machine, which is monitored then, has no GPU.</summary>
public static class NoGpuNotice
{
    private const string Title = "no GPU here, and no server is named; try:";

    private static readonly (string Command, string Does)[] Steps =
    [
        ("gputop HOST...", "monitors servers: anything ssh understands"),
        ("gputop init", "finds the hosts of ~/.ssh/config with GPUs"),
        ("gputop --demo", "shows a simulated fleet"),
    ];

    /// <summary>The notice in one line.</summary>
    public static string Line => $"{Title} {string.Join(" · ", Steps.Select(step => step.Command))}";

    /// <summary>Whether the fleet is this machine for want of another, and it has no driver.</summary>
    public static bool AppliesTo(AppState state) => state is
    {
        Options.NamesNoServer: true,
        Fleet.Servers: [{ Gpus.IsEmpty: true, GpuProblem: DriverRemedies.NotFound }],
    };

    /// <summary>Draws the notice below the line of the server.</summary>
    internal static void Draw(CellBuffer frame, Rect area)
    {
        const int Indent = 3;
        var widest = Steps.Max(step => step.Command.Length) + 2;
        var (x, width) = (area.X + Indent, area.Width - Indent - 1);
        for (var i = -1; i < Steps.Length && area.Y + i + 3 < area.Bottom; i++)
        {
            var y = area.Y + i + 3;
            if (i < 0)
            {
                frame.TextEllipsis(x, y, width, Title, Theme.Text);
                continue;
            }

            frame.TextEllipsis(x, y, width, Steps[i].Command, Theme.Strong);
            frame.TextEllipsis(x + widest, y, width - widest, Steps[i].Does, Theme.Secondary);
        }
    }
}
