using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>What the fields and the list of the open dialog hold when a key is pressed; they are edited outside the state.</summary>
/// <param name="Index">Index of the selected entry of its list; 0 without a list.</param>
/// <param name="Texts">The text of each field, in their order on the screen; empty without fields.</param>
public sealed record DialogValues(int Index, ImmutableArray<string> Texts)
{
    /// <summary>The values of a dialog without list and fields.</summary>
    public static DialogValues None { get; } = new(0, []);

    /// <summary>The text of the first field; empty without fields.</summary>
    internal string Text => Texts.IsEmpty ? "" : Texts[0];
}
