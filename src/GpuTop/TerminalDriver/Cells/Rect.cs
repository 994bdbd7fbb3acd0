namespace GpuTop.TerminalDriver;

/// <summary>A rectangle of character positions; every method clamps to its size, so that layouts work on a 1x1 terminal.</summary>
/// <param name="X">Left column, from 0.</param>
/// <param name="Y">Top row, from 0.</param>
/// <param name="Width">Columns; 0 when empty.</param>
/// <param name="Height">Rows; 0 when empty.</param>
public readonly record struct Rect(int X, int Y, int Width, int Height)
{
    /// <summary>The first column to the right of it.</summary>
    public int Right => X + Width;

    /// <summary>The first row below it.</summary>
    public int Bottom => Y + Height;

    /// <summary>True when no position lies in it.</summary>
    public bool IsEmpty => Width <= 0 || Height <= 0;

    /// <summary>The upper <paramref name="height"/> rows, and the rest.</summary>
    public (Rect Top, Rect Remainder) SplitTop(int height)
    {
        var part = Math.Clamp(height, 0, Height);
        return (this with { Height = part }, this with { Y = Y + part, Height = Height - part });
    }

    /// <summary>The lower <paramref name="height"/> rows, and the rest.</summary>
    public (Rect Bottom, Rect Remainder) SplitBottom(int height)
    {
        var part = Math.Clamp(height, 0, Height);
        return (this with { Y = Bottom - part, Height = part }, this with { Height = Height - part });
    }

    /// <summary>The left <paramref name="width"/> columns, and the rest.</summary>
    public (Rect Left, Rect Remainder) SplitLeft(int width)
    {
        var part = Math.Clamp(width, 0, Width);
        return (this with { Width = part }, this with { X = X + part, Width = Width - part });
    }

    /// <summary>The right <paramref name="width"/> columns, and the rest.</summary>
    public (Rect Right, Rect Remainder) SplitRight(int width)
    {
        var part = Math.Clamp(width, 0, Width);
        return (this with { X = Right - part, Width = part }, this with { Width = Width - part });
    }

    /// <summary>The row <paramref name="index"/> of it, from 0; empty when there is no such row.</summary>
    public Rect Row(int index) =>
        index >= 0 && index < Height ? this with { Y = Y + index, Height = 1 } : this with { Height = 0 };

    /// <summary>The inside, without <paramref name="columns"/> left and right and <paramref name="rows"/> above and below.</summary>
    public Rect Inset(int columns, int rows)
    {
        var left = Math.Min(columns, Width);
        var top = Math.Min(rows, Height);
        return new(X + left, Y + top, Math.Max(0, Width - (2 * columns)), Math.Max(0, Height - (2 * rows)));
    }

    /// <summary>The inside, without a border of the same thickness on all sides.</summary>
    public Rect Inset(int thickness) => Inset(thickness, thickness);

    /// <summary>The intersection; empty when they do not overlap.</summary>
    public Rect Intersect(Rect other)
    {
        var x = Math.Max(X, other.X);
        var y = Math.Max(Y, other.Y);
        return new(x, y, Math.Max(0, Math.Min(Right, other.Right) - x), Math.Max(0, Math.Min(Bottom, other.Bottom) - y));
    }

    /// <summary>True when the position lies in it.</summary>
    public bool Contains(int x, int y) => x >= X && x < Right && y >= Y && y < Bottom;
}
