namespace GpuTop.TerminalDriver;

/// <summary>The targets of clicks in the areas of a frame, recorded while the frame is drawn.</summary>
public sealed class ClickMap
{
    private readonly List<(Rect Area, object? Target)> _areas = [];

    /// <summary>Adds the target of an area; later areas lie above earlier ones.</summary>
    /// <param name="area">The area, which may reach out of the frame.</param>
    /// <param name="target">The target; null disables what lies below.</param>
    public void Add(Rect area, object? target) => _areas.Add((area, target));

    /// <summary>The target at a position; null when there is none.</summary>
    public object? At(int x, int y) => _areas.FindLast(entry => entry.Area.Contains(x, y)).Target;
}
