using System.Runtime.CompilerServices;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

/// <summary>Accepted frames as files for <c>cat</c>. GPUTOP_ACCEPT=1 writes the current ones.</summary>
internal static class Golden
{
    public static void Check(AppState state, string name, [CallerFilePath] string caller = "")
    {
        var frame = new CellBuffer(0, 0);
        Screen.Draw(state, frame);
        Check(state.Dialog is null ? frame : GuiScreen.Of(state).Frame, name, caller);
    }

    /// <summary>Compares a frame with the accepted one.</summary>
    public static void Check(CellBuffer frame, string name, [CallerFilePath] string caller = "")
    {
        var actual = frame.ToAnsi();
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "golden", name + ".ans");
        if (Environment.GetEnvironmentVariable("GPUTOP_ACCEPT") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{name}.ans is missing; GPUTOP_ACCEPT=1 writes it");
        var expected = File.ReadAllText(path);
        Assert.True(expected == actual, $"{name} is drawn otherwise:\n{actual}\x1b[0m\nexpected:\n{expected}");
    }
}
