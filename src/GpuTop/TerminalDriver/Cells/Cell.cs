using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GpuTop.TerminalDriver;

/// <summary>A character position of a frame; 16 bytes without padding.</summary>
/// <param name="Glyph">A Unicode scalar value; <see cref="WideTail"/> in the right half of a wide glyph; lower values stand
/// for a letter with combining accents (see <see cref="AccentedGlyphs"/>).</param>
/// <param name="Style">Colours and attributes.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Cell(int Glyph, Style Style)
{
    /// <summary>The glyph of the right half of a wide glyph.</summary>
    public const int WideTail = -1;

    /// <summary>An empty position in the terminal's own colours.</summary>
    public static Cell Blank => new(' ', Style.Default);

    internal bool IsWideTail => Glyph == WideTail;

    /// <summary>Same glyph, same style.</summary>
    public bool Equals(Cell other) => Unsafe.BitCast<Cell, Int128>(this) == Unsafe.BitCast<Cell, Int128>(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Unsafe.BitCast<Cell, Int128>(this).GetHashCode();
}
