namespace GpuTop.TerminalDriver;

/// <summary>Frames on a terminal.</summary>
/// <param name="tty">The terminal.</param>
/// <param name="depth">Colours to use.</param>
/// <param name="isUtf8">False for a terminal that shows ASCII only.</param>
public sealed class Display(Tty tty, ColorDepth depth, bool isUtf8)
{
    private readonly CellBuffer _frame = new(0, 0);
    private readonly FrameWriter _writer = new(depth, isUtf8);
    private int _generation;

    /// <summary>Draws the next frame at the terminal's size and sends the differences. False when the terminal cannot take a frame;
    /// <see cref="Tty.Ready"/> is raised when it can.</summary>
    public bool Show(Action<CellBuffer> draw)
    {
        if (!tty.IsReady)
        {
            return false;
        }

        if (_generation != tty.Generation)
        {
            _generation = tty.Generation;
            _writer.Forget();
        }

        _frame.Resize(tty.Width, tty.Height);
        draw(_frame);
        tty.Send(_writer.Write(_frame).Span);
        return true;
    }
}
