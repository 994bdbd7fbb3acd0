using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The drawing of a dialog.</summary>
internal abstract class DialogView
{
    /// <summary>The keys of the dialog, for the last line of the screen.</summary>
    public abstract string Hint { get; }

    /// <summary>The last scroll position; null when the dialog does not scroll.</summary>
    public virtual int? ScrollEnd => null;

    /// <summary>Draws the dialog over the view.</summary>
    public abstract void Draw(CellBuffer frame);
}
