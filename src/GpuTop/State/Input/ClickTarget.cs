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

    /// <summary>The mark of a server's line that folds it.</summary>
    /// <param name="Server">Its name.</param>
    public sealed record Fold(string Server) : ClickTarget;

    /// <summary>A count in the header: a click shows what it counts, or everything again.</summary>
    /// <param name="Only">The counted GPUs.</param>
    public sealed record Count(ShownGpus Only) : ClickTarget;

    /// <summary>A row of a table.</summary>
    /// <param name="Key">The key of the row.</param>
    public sealed record Row(string Key) : ClickTarget;

    /// <summary>The heading of a sortable column.</summary>
    /// <param name="Column">The number of the column in its view.</param>
    public sealed record Head(int Column) : ClickTarget;

    /// <summary>The right edge of a column's heading: dragging it changes the column's width, a double click restores it.</summary>
    /// <param name="Column">The heading.</param>
    /// <param name="Width">The width of the column.</param>
    public sealed record Edge(string Column, int Width) : ClickTarget;

    /// <summary>A button or key hint: a click is handled as its key.</summary>
    /// <param name="Key">The key.</param>
    public sealed record Button(KeyPress Key) : ClickTarget;
}
