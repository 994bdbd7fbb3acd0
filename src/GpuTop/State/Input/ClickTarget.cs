using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Something on the screen that can be clicked.</summary>
public abstract record ClickTarget
{
    private ClickTarget()
    {
    }

    /// <summary>An entry of the fleet view.</summary>
    /// <param name="Place">Which.</param>
    public sealed record InFleet(Place Place) : ClickTarget;

    /// <summary>A row of a table.</summary>
    /// <param name="Key">What the row is known by.</param>
    public sealed record Row(string Key) : ClickTarget;

    /// <summary>The head of a column that can be sorted by.</summary>
    /// <param name="Column">The view's number for it.</param>
    public sealed record Head(int Column) : ClickTarget;

    /// <summary>One of the lines to choose from in a dialog.</summary>
    /// <param name="Index">Which, from 0.</param>
    public sealed record Line(int Index) : ClickTarget;

    /// <summary>A button or a hint: a click is as good as its key.</summary>
    /// <param name="Key">The key.</param>
    public sealed record Button(KeyPress Key) : ClickTarget;
}
