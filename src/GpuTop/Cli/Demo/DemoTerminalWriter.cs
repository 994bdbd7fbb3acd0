using System.Text;
using GpuTop.Demo;
using GpuTop.TerminalDriver;

namespace GpuTop.Cli;

/// <summary>Writes the frames of a simulated terminal.</summary>
internal sealed class DemoTerminalWriter(SimulatedTerminal terminal)
{
    private readonly CellBuffer _frame = new(0, 0);
    private readonly FrameWriter _writer = new(
        ColorDepth.Detect(Environment.GetEnvironmentVariable) ?? ColorDepth.None,
        TerminalSupport.ShowsUnicode(Environment.GetEnvironmentVariable));

    private int _generation = -1;

    /// <summary>Writes the present frame; false when the terminal can't take it.</summary>
    public bool Write(Tty tty)
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
        var now = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.Local);
        var (x, y) = DemoTerminalView.Draw(terminal, now, _frame);
        tty.Send("\e[?25l"u8);
        tty.Send(_writer.Write(_frame).Span);
        tty.Send(Encoding.ASCII.GetBytes($"\e[{y + 1};{x + 1}H\e[?25h"));
        return true;
    }
}
