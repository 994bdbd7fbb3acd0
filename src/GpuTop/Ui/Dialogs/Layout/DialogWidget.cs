using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>An interactive part of a dialog, a view of Terminal.Gui.</summary>
/// <param name="Area">Its place in the box of the dialog.</param>
internal abstract record DialogWidget(Rect Area)
{
    /// <summary>A button; pressing it is handled as its key.</summary>
    /// <param name="Area">Its place.</param>
    /// <param name="Key">The key.</param>
    /// <param name="Label">Its text.</param>
    /// <param name="Style">The style of the text.</param>
    internal sealed record Button(Rect Area, KeyPress Key, string Label, Style Style) : DialogWidget(Area)
    {
        /// <summary>Whether the key is drawn.</summary>
        public bool ShowsKey { get; init; } = true;
    }

    /// <summary>A mark that Space turns on or off.</summary>
    /// <param name="Area">Its place.</param>
    /// <param name="Key">The key that this is handled as.</param>
    /// <param name="Label">The text after it.</param>
    /// <param name="IsOn">Whether it is on.</param>
    internal sealed record Mark(Rect Area, KeyPress Key, string Label, bool IsOn) : DialogWidget(Area);

    /// <summary>An editable line of text.</summary>
    /// <param name="Area">Its place.</param>
    /// <param name="Start">The text when the dialog opens; selected, so that typed text replaces it.</param>
    internal sealed record Field(Rect Area, string Start = "") : DialogWidget(Area)
    {
        /// <summary>Whether a text is accepted; a typed character that makes another is passed on as a key.</summary>
        public Func<string, bool> Accepts { get; init; } = _ => true;

        /// <summary>The text after Up (1) or Down (-1); null when these keys do not change it.</summary>
        public Func<string, int, string>? Step { get; init; }
    }

    /// <summary>Lines to scroll.</summary>
    /// <param name="Area">Its place.</param>
    /// <param name="Count">Number of lines.</param>
    /// <param name="DrawLine">Draws one into a rectangle.</param>
    internal sealed record Lines(Rect Area, int Count, Action<CellBuffer, Rect, int> DrawLine) : DialogWidget(Area)
    {
        /// <summary>The key that a click on a line stands for; null when lines can't be selected.</summary>
        public KeyPress? ClickKey { get; init; }

        /// <summary>When it changes, the lines are others: the first entry is selected.</summary>
        public object? Content { get; init; }

        /// <summary>Index of the entry that is selected when the dialog opens.</summary>
        public int Start { get; init; }

        /// <summary>The lines of each entry to select; empty when every line is one.</summary>
        public ImmutableArray<(int Top, int Height)> Entries { get; init; } = [];

        /// <summary>Whether Tab leads to it; the arrows select in it from a field too.</summary>
        public bool TakesFocus { get; init; } = true;

        /// <summary>Whether Space moves to the next entry after it was passed on.</summary>
        public bool AdvancesOnSpace { get; init; }
    }
}
