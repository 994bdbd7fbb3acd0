namespace GpuTop.State;

/// <summary>Scrolling of pages.</summary>
internal static class ScrollKeys
{
    /// <summary>Lines of a screen page.</summary>
    public static int PageOf(AppState state) => Math.Max(1, state.BodyHeight - 2);

    /// <summary>The scroll position moved down by a number of lines, limited to the ends.</summary>
    public static int By(AppState state, int top, int lines)
    {
        var end = state.ScrollEnd ?? int.MaxValue;
        return (int)Math.Clamp((long)Math.Min(top, end) + lines, 0, end);
    }
}
