using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>A view without input of its own.</summary>
/// <param name="styles">Styles and glyphs of the output.</param>
/// <param name="draw">See <see cref="Draw"/>.</param>
internal sealed class DrawnView(GuiStyles styles, Action<CellBuffer> draw) : CanvasView(styles)
{
    /// <inheritdoc/>
    protected override void Draw(CellBuffer canvas) => draw(canvas);
}
