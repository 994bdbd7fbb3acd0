using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>A click target on the screen.</summary>
public abstract record ClickTarget
{
    private ClickTarget()
    {
    }

    /// <summary>An entry of the fleet view.</summary>
    /// <param name="Place">Which.</param>
    public sealed record InFleet(ItemKey Place) : ClickTarget;

    /// <summary>A row of a table.</summary>
    /// <param name="Key">The key of the row.</param>
    public sealed record Row(string Key) : ClickTarget;

    /// <summary>The heading of a sortable column.</summary>
    /// <param name="Column">The number of the column in its view.</param>
    public sealed record Head(int Column) : ClickTarget;

    /// <summary>A line of a menu dialog.</summary>
    /// <param name="Index">Which, from 0.</param>
    public sealed record Line(int Index) : ClickTarget;

    /// <summary>A button or key hint: a click is handled as its key.</summary>
    /// <param name="Key">The key.</param>
    public sealed record Button(KeyPress Key) : ClickTarget;
}
