namespace GpuTop.State;

/// <summary>The change of a column's width with the mouse, in the list of the current view.</summary>
/// <param name="Column">Heading of the column.</param>
/// <param name="Width">Its width before.</param>
/// <param name="From">Column of the screen where it began.</param>
public sealed record ColumnResize(string Column, int Width, int From)
{
    /// <summary>The least width of a column.</summary>
    public const int Least = 3;

    /// <summary>The greatest width of a column.</summary>
    public const int Most = 200;

    /// <summary>The state with the width for a position of the mouse.</summary>
    internal AppState To(AppState state, int x) => state.ChangeList(list => list with
    {
        Widths = list.Widths.SetItem(Column, Math.Clamp(Width + x - From, Least, Most)),
    });

    /// <summary>The state with the width that the column has without the user.</summary>
    internal static AppState Restore(AppState state, string column) =>
        state.ChangeList(list => list with { Widths = list.Widths.Remove(column) });
}
