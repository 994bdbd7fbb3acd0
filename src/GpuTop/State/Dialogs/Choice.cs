using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>A menu item.</summary>
/// <param name="Text">Its label.</param>
/// <param name="Take">The action; it receives the state with the dialog closed.</param>
public sealed record Choice(string Text, Func<AppState, UpdateResult> Take)
{
    /// <summary>Additional text; may be empty.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Its own key; null for the letter of its position.</summary>
    public KeyPress? Key { get; init; }

    /// <summary>Other keys of it, for display.</summary>
    public ImmutableArray<KeyPress> OtherKeys { get; init; } = [];

    /// <summary>Its group in the palette.</summary>
    public ActionGroup Group { get; init; }

    /// <summary>Whether it is an action of other views.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>Whether it gets no letter without an own key: letters would hide the keys of other choices.</summary>
    public bool HasNoLetter { get; init; }

    /// <summary>Why it is not available; null when it is.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Takes it with the dialog closed; where it is not available, a notice says why.</summary>
    internal UpdateResult Run(AppState state) => WhyNot is { } reason
        ? state.ShowNotice(reason, isProblem: true)
        : Take(state with { Dialog = null });

    /// <summary>The key of the choice at an index; null beyond the last letter.</summary>
    public KeyPress? KeyAt(int index) =>
        Key ?? (HasNoLetter ? null : LetterOf(index) is { } letter ? KeyPress.Of(letter) : null);

    /// <summary>The letter of an index: a to z, then A to Z; null beyond.</summary>
    public static char? LetterOf(int index) => index switch
    {
        < 26 => (char)('a' + index),
        < 52 => (char)('A' + index - 26),
        _ => null,
    };
}
