using GpuTop.Terminal;

namespace GpuTop.View;

/// <summary>The place of one value in a table.</summary>
/// <param name="Frame">Where to draw.</param>
/// <param name="Area">The place, one row high.</param>
/// <param name="IsOld">Whether the value is of the past, and looks so.</param>
internal readonly record struct TableCell(CellBuffer Frame, Rect Area, bool IsOld)
{
    /// <summary>Text from the left, cut with an ellipsis; returns its columns.</summary>
    public int Left(string text, Style style) => Frame.TextEllipsis(Area.X, Area.Y, Area.Width, text, Look(style));

    /// <summary>Text up to the right.</summary>
    public void Right(string text, Style style) => Frame.TextRight(Area.X, Area.Y, Area.Width, text, Look(style));

    /// <summary>An amount of memory, <c>63.1G</c>, or a dash.</summary>
    public void Memory(int? memoryMiB, Style style) =>
        Right(Format.UsedMemory(memoryMiB, "G"), style);

    /// <summary>What is left of the place behind so many columns.</summary>
    public TableCell After(int columns) => this with { Area = Area.SplitLeft(columns).Remainder };

    private Style Look(Style style) => IsOld ? Theme.Faded(style) : style;
}
