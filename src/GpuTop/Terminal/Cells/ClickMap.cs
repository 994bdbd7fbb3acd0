namespace GpuTop.Terminal;

/// <summary>What a click means in the areas of a frame. It is noted while the frame is drawn, so that what is hit is what is seen.</summary>
public sealed class ClickMap
{
    private readonly List<(Rect Area, object? Meaning)> _areas = [];

    /// <summary>Notes what a click in an area means; what is noted later lies above.</summary>
    /// <param name="area">The area, which may reach out of the frame.</param>
    /// <param name="meaning">Whatever those who draw and those who ask agree on; null when it means nothing, whatever lies below.</param>
    public void Add(Rect area, object? meaning) => _areas.Add((area, meaning));

    /// <summary>What a click at a position means; null when nothing.</summary>
    public object? At(int x, int y) => _areas.FindLast(noted => noted.Area.Contains(x, y)).Meaning;
}
