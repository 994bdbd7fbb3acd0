using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>A menu; each choice has a letter.</summary>
/// <param name="Title">What is chosen.</param>
/// <param name="Choices">At least one.</param>
/// <param name="At">Index of the one that Enter takes.</param>
public sealed record ChooseDialog(string Title, ImmutableArray<Choice> Choices, int At = 0) : Dialog
{
    /// <summary>Whether a choice acts on a server or on this machine, or opens the dialog that does.</summary>
    public bool IsAction { get; init; }

    internal override bool Acts => IsAction;

    internal override object Identity => Choices;

    /// <summary>The state with a menu of actions open.</summary>
    public static AppState Open(AppState state, string title, IEnumerable<Choice> choices) =>
        state with { Dialog = new ChooseDialog(title, [.. choices]) { IsAction = true } };

    internal override UpdateResult Press(AppState state, KeyPress key)
    {
        for (var i = 0; i < Choices.Length; i++)
        {
            if (Choices[i].KeyAt(i) == key)
            {
                return Take(state, i);
            }
        }

        return key.Key switch
        {
            Key.Enter => Take(state, At),
            Key.Down => Move(state, 1),
            Key.Up => Move(state, -1),
            Key.Escape => state with { Dialog = null },
            _ => IsAction && DialogGuard.IsTyped(key) ? state with { Dialog = null } : state,
        };
    }

    internal override UpdateResult Click(AppState state, int index) => index < Choices.Length ? Take(state, index) : state;

    private AppState Move(AppState state, int by) =>
        state with { Dialog = this with { At = Math.Clamp(At + by, 0, Choices.Length - 1) } };

    private UpdateResult Take(AppState state, int index) => Choices[index].WhyNot is { } reason
        ? state.Tell(reason, isProblem: true)
        : Choices[index].Take(state with { Dialog = null });
}
