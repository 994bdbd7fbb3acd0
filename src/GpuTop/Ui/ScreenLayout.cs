using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The regions of the screen.</summary>
internal static class ScreenLayout
{
    /// <summary>The line of tabs below the header; empty on low screens.</summary>
    public static Rect Tabs(AppState state) => new(0, 1, state.Width, state.BodyTop - 1);

    /// <summary>The view: all between header or tabs, and hints.</summary>
    public static Rect Body(AppState state) => new(0, state.BodyTop, state.Width, state.BodyHeight);
}
