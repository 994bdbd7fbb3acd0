using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>One thing to choose.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Take">What choosing it leads to; the dialog is closed already.</param>
public sealed record Choice(string Text, Func<AppState, UpdateResult> Take)
{
    /// <summary>What else tells it from the others; may be empty.</summary>
    public string Detail { get; init; } = "";

    /// <summary>A key of its own; null for the letter of its place.</summary>
    public KeyPress? Key { get; init; }

    /// <summary>Whether it has no letter where it has no key: others have keys that letters would hide.</summary>
    public bool HasNoLetter { get; init; }

    /// <summary>Why it can't be taken; null when it can.</summary>
    public string? WhyNot { get; init; }

    /// <summary>The key of the choice at an index; null for those beyond all letters.</summary>
    public KeyPress? KeyAt(int index) =>
        Key ?? (HasNoLetter ? null : LetterOf(index) is { } letter ? KeyPress.Of(letter) : null);

    /// <summary>The letter of the choice at an index: a to z, then A to Z; null for those beyond.</summary>
    public static char? LetterOf(int index) => index switch
    {
        < 26 => (char)('a' + index),
        < 52 => (char)('A' + index - 26),
        _ => null,
    };
}
