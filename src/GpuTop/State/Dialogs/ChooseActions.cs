using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Keys of a menu.</summary>
internal static class ChooseActions
{
    /// <summary>The state with a menu of actions open.</summary>
    public static AppState Open(AppState state, string title, IEnumerable<Choice> choices) =>
        state with { Dialog = new Dialog.Choose(title, [.. choices]) { IsAction = true } };

    public static UpdateResult Press(AppState state, Dialog.Choose choose, KeyPress key)
    {
        for (var i = 0; i < choose.Choices.Length; i++)
        {
            if (choose.Choices[i].KeyAt(i) == key)
            {
                return Take(state, choose.Choices[i]);
            }
        }

        return key.Key switch
        {
            Key.Enter => Take(state, choose.Choices[choose.At]),
            Key.Down => Move(state, choose, 1),
            Key.Up => Move(state, choose, -1),
            Key.Escape => state with { Dialog = null },
            _ => choose.IsAction && DialogGuard.IsTyped(key) ? state with { Dialog = null } : state,
        };
    }

    public static UpdateResult Point(AppState state, Dialog.Choose choose, int index) =>
        index < choose.Choices.Length ? Take(state, choose.Choices[index]) : state;

    private static AppState Move(AppState state, Dialog.Choose choose, int by) =>
        state with { Dialog = choose with { At = Math.Clamp(choose.At + by, 0, choose.Choices.Length - 1) } };

    private static UpdateResult Take(AppState state, Choice choice) => choice.WhyNot is { } reason
        ? state.Tell(reason, isProblem: true)
        : choice.Take(state with { Dialog = null });
}
