namespace GpuTop.Ui;

/// <summary>What a dialog shows. Pure; <see cref="DialogWindow"/> is its view.</summary>
internal abstract class DialogView
{
    /// <summary>Columns of the screen below which hints are short, so that none is cut at 40 columns.</summary>
    protected const int NarrowScreen = 66;

    /// <summary>The keys of the dialog, for the last line of the screen.</summary>
    public abstract string Hint { get; }

    /// <summary>Whether a click beside it, or on it where no widget is, closes it as Esc does.</summary>
    public virtual bool ClosesOnClick => false;

    /// <summary>The content on a screen.</summary>
    /// <param name="width">Columns of the screen.</param>
    /// <param name="height">Rows of the screen.</param>
    public abstract DialogLayout LayOut(int width, int height);
}
