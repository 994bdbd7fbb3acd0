using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>A menu; each choice has a letter.</summary>
/// <param name="Title">What is chosen.</param>
/// <param name="Choices">At least one.</param>
/// <param name="Start">Index of the one that is selected when the dialog opens.</param>
public sealed record ChooseDialog(string Title, ImmutableArray<Choice> Choices, int Start = 0) : Dialog
{
    /// <summary>Whether a choice acts on a server or on this machine, or opens the dialog that does.</summary>
    public bool IsAction { get; init; }

    internal override bool Acts => IsAction;

    internal override object Identity => Choices;

    /// <summary>The state with a menu of actions open.</summary>
    public static AppState Open(AppState state, string title, IEnumerable<Choice> choices) =>
        state with { Dialog = new ChooseDialog(title, [.. choices]) { IsAction = true } };

    internal override UpdateResult Press(AppState state, KeyPress key, DialogValues values)
    {
        // Enter takes the selected line, also where it is the key of another one.
        for (var i = 0; key.Key != Key.Enter && i < Choices.Length; i++)
        {
            if (Choices[i].KeyAt(i) == key)
            {
                return Choices[i].Run(state);
            }
        }

        return key.Key switch
        {
            Key.Enter when values.Index < Choices.Length => Choices[values.Index].Run(state),
            Key.Escape => state with { Dialog = null },
            _ => IsAction && DialogGuard.IsTyped(key) ? state with { Dialog = null } : state,
        };
    }
}
