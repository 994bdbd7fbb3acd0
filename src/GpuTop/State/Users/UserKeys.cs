using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Keys of the user view.</summary>
internal static class UserKeys
{
    public static ImmutableArray<KeyBinding> All { get; } =
    [
        KeyBinding.On("real names", "show people's real names", AccountRequests.Toggle, KeyPress.Of('i'))
            with { Views = [ViewKind.Processes, ViewKind.Users] },
        KeyBinding.When(
            state => UserList.View.Selected(state) is null ? "nobody is selected" : null,
            "processes",
            "the processes of the person",
            state => UserList.View.Selected(state) is { } person ? ProcessActions.ShowOf(state, person.Name) : state,
            KeyPress.Of(Key.Enter)) with { Hint = 1, Views = [ViewKind.Users], Group = ActionGroup.Item },
    ];
}
