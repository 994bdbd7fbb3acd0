using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>What the views that are lists have in common.</summary>
internal static class ListActions
{
    /// <summary>The state with the cursor so many rows further down; it stops at the ends.</summary>
    public static AppState By(AppState state, int rows)
    {
        var keys = KeysOf(state);
        return keys.IsEmpty ? state : To(state, keys, Math.Clamp(state.ListOf(state.View).CursorIn(keys) + rows, 0, keys.Length - 1));
    }

    /// <summary>The state with the cursor on the row of a key; as it is when there is none.</summary>
    public static AppState Select(AppState state, string key) =>
        KeysOf(state) is var keys && keys.IndexOf(key) is >= 0 and var at ? To(state, keys, at) : state;

    /// <summary>The state with the list of this view changed.</summary>
    public static AppState Change(AppState state, Func<ListScreen, ListScreen> change) =>
        state with { Lists = state.Lists.SetItem(state.View, change(state.ListOf(state.View))) };

    /// <summary>Keys of the rows of this view, in order, as they are shown.</summary>
    public static ImmutableArray<string> KeysOf(AppState state) => state.View switch
    {
        ViewKind.Processes => [.. ProcessRows.Of(state).Select(row => row.Key)],
        ViewKind.Users => [.. UserRows.Of(state).Select(row => row.Name)],
        ViewKind.Storage => [.. StorageList.Of(state).Select(row => row.Key)],
        ViewKind.Sessions => [.. SessionRows.Of(state).Select(row => row.Key)],
        ViewKind.Events => [.. EventRows.Of(state).Select(row => row.Key)],
        ViewKind.Tunnels => [.. TunnelList.Of(state).Select(row => row.Key)],
        _ => [],
    };

    private static AppState To(AppState state, ImmutableArray<string> keys, int at)
    {
        var held = new HeldOrder(keys, state.Now + HeldOrder.Time);
        return Change(FollowActions.Stop(state), list => list with { Cursor = keys[at], CursorIndex = at, Held = held });
    }
}
