using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests;

/// <summary>The frames of the moving picture of README, each with a caption that names the key.</summary>
internal sealed class DemoTour : IDisposable
{
    private const int Width = 112;
    private const int Height = 29;

    // A blank row and the caption.
    private const int CaptionRows = 2;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly DemoSession _session = new(Width, Height);
    private readonly List<(CellBuffer Frame, TimeSpan Time)> _frames = [];
    private string _key = "";
    private string _caption = "gputop --demo";

    /// <summary>The frames in the present theme; about twelve seconds.</summary>
    public static IReadOnlyList<(CellBuffer Frame, TimeSpan Time)> Frames()
    {
        using var tour = new DemoTour();
        tour.Hold(2);
        tour.Press(KeyPress.Of('f'), seconds: 2);
        tour.Press(KeyPress.Of('f'), "all again", seconds: 1);
        tour.Press(KeyPress.Of(Key.Down), seconds: 1);
        tour.Press(KeyPress.Of(Key.Enter), seconds: 3, "the page of the GPU");
        tour.Press(KeyPress.Of('a'), seconds: 3);
        tour.Press(KeyPress.Of('q'), "back from the job, which goes on", seconds: 1);
        return tour._frames;
    }

    public void Dispose() => _session.Dispose();

    private void Press(KeyPress key, int seconds, string? caption = null) =>
        Press(key, caption ?? Keymap.Find(key, _session.State.View)!.Help, seconds);

    private void Press(KeyPress key, string caption, int seconds)
    {
        _session.Press(key);
        (_key, _caption) = (key.ToString(), caption);
        Hold(seconds);
    }

    // A frame a second, as the screen has with the default interval.
    private void Hold(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _frames.Add((Captioned(_session.Frame()), Second));
            _session.Advance(Second);
        }
    }

    private CellBuffer Captioned(CellBuffer screen)
    {
        var frame = new CellBuffer(screen.Width, screen.Height + CaptionRows);
        for (var y = 0; y < screen.Height; y++)
        {
            screen.Row(y).CopyTo(frame.Cells(y));
        }

        var x = _key.Length == 0 ? 1 : 2 + frame.Text(1, frame.Height - 1, $" {_key} ", Style.Default.Bold().Reverse());
        frame.Text(x, frame.Height - 1, _caption, Style.Default.Bold());
        return frame;
    }
}
