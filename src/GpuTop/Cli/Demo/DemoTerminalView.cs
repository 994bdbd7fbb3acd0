using GpuTop.Demo;
using GpuTop.TerminalDriver;

namespace GpuTop.Cli;

/// <summary>Draws a simulated terminal: the notice, the lines, and the status line of tmux.</summary>
internal static class DemoTerminalView
{
    private static readonly Style Notice = Style.Of(Color.Palette(6));

    // Of tmux: status-style in its manual.
    private static readonly Style Status = new(Color.Palette(0), Color.Palette(2), Attr.None);

    /// <summary>Draws a frame; the position of the cursor.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="now">The time.</param>
    /// <param name="frame">A blank frame.</param>
    public static (int X, int Y) Draw(SimulatedTerminal terminal, DateTimeOffset now, CellBuffer frame)
    {
        var status = terminal.StatusLine(now, frame.Width);
        var lines = terminal.Lines(now, Math.Max(1, frame.Height - 1 - (status is null ? 0 : 1)));
        frame.Text(0, 0, terminal.Notice, Notice);
        var cursor = (X: 0, Y: 0);
        for (var i = 0; i < lines.Count; i++)
        {
            cursor = (frame.Text(0, i + 1, lines[i], Style.Default), i + 1);
        }

        if (status is not null)
        {
            frame.Fill(new Rect(0, frame.Height - 1, frame.Width, 1), ' ', Status);
            frame.Text(0, frame.Height - 1, status, Status);
        }

        return (Math.Clamp(cursor.X, 0, Math.Max(0, frame.Width - 1)), Math.Clamp(cursor.Y, 0, Math.Max(0, frame.Height - 1)));
    }
}
