using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Keys of the storage view.</summary>
internal static class StorageKeys
{
    public static ImmutableArray<KeyBinding> All { get; } =
    [
        KeyBinding.When(WhyNot, "servers", "list the servers of a network file system under it, or no longer", Toggle,
            KeyPress.Of(Key.Enter), KeyPress.Of(' '))
            with { Hint = 1, Views = [ViewKind.Storage], Group = ActionGroup.Item },
        KeyBinding.When(QuotaDialog.WhyNot, "usage", "who fills the file system, as its quotas tell", QuotaDialog.Open, KeyPress.Of('W'))
            with { Hint = 2, Views = [ViewKind.Storage], Group = ActionGroup.Item },
        KeyBinding.On("open", "list the servers of a network file system", state => Show(state, isOpen: true),
            KeyPress.Of(Key.Right), KeyPress.Of('l')) with { Views = [ViewKind.Storage], Group = ActionGroup.Move },
        KeyBinding.On("close", "one line for a network file system", state => Show(state, isOpen: false),
            KeyPress.Of(Key.Left), KeyPress.Of('h')) with { Views = [ViewKind.Storage], Group = ActionGroup.Move },
    ];

    private static string? WhyNot(AppState state) => StorageList.View.Selected(state) switch
    {
        null => "no file system is selected",
        { IsGroup: false, IsMember: false } row => $"only {row.Server.Name} has it",
        _ => null,
    };

    private static UpdateResult Show(AppState state, bool isOpen) =>
        StorageList.View.Selected(state)?.GroupKey is { } key && state.StorageScreen.Opened.Contains(key) != isOpen
            ? Toggle(state)
            : state;

    // The row of a server closes the group that it is in.
    private static UpdateResult Toggle(AppState state)
    {
        if (StorageList.View.Selected(state)?.GroupKey is not { } key)
        {
            return state;
        }

        var opened = state.StorageScreen.Opened;
        var without = opened.Remove(key);
        var next = state with { StorageScreen = new StorageScreen { Opened = without == opened ? opened.Add(key) : without } };
        return ListActions.Select(next, key);
    }
}
