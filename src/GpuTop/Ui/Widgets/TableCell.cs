using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The cell of one value in a table.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Area">The area, one row high.</param>
/// <param name="IsOld">True for outdated data, drawn faded.</param>
internal readonly record struct TableCell(CellBuffer Frame, Rect Area, bool IsOld)
{
    /// <summary>Draws left-aligned text with an ellipsis; returns its columns.</summary>
    public int Left(ReadOnlySpan<char> text, Style style) => Frame.TextEllipsis(Area.X, Area.Y, Area.Width, text, Look(style));

    /// <summary>Draws right-aligned text.</summary>
    public void Right(ReadOnlySpan<char> text, Style style) => Frame.TextRight(Area.X, Area.Y, Area.Width, text, Look(style));

    /// <summary>Draws an amount of memory, <c>63.1G</c>, or a dash.</summary>
    public void Memory(int? memoryMiB, Style style) => Right(Format.UsedMemory(memoryMiB, "G"), style);

    /// <summary>The cell without its first columns.</summary>
    public TableCell After(int columns) => this with { Area = Area.SplitLeft(columns).Remainder };

    private Style Look(Style style) => IsOld ? Theme.Faded(style) : style;
}
