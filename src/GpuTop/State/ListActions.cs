using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>Cursor actions of all list views.</summary>
internal static class ListActions
{
    /// <summary>The state with the cursor moved down by a number of rows, limited to the ends.</summary>
    public static AppState By(AppState state, int rows)
    {
        var keys = KeysOf(state);
        return keys.IsEmpty ? state : To(state, keys, Math.Clamp(state.ListOf(state.View).CursorIn(keys) + rows, 0, keys.Length - 1));
    }

    /// <summary>The state with the cursor on the row of a key; unchanged when there is none.</summary>
    public static AppState Select(AppState state, string key) =>
        KeysOf(state) is var keys && keys.IndexOf(key) is >= 0 and var at ? To(state, keys, at) : state;

    /// <summary>Keys of the rows of the current view, in the order of the screen.</summary>
    public static ImmutableArray<string> KeysOf(AppState state) => ListViews.Of(state.View)?.KeysOf(state) ?? [];

    private static AppState To(AppState state, ImmutableArray<string> keys, int at)
    {
        var held = new HeldOrder(keys, state.Now + HeldOrder.Time);
        return FollowActions.Stop(state).ChangeList(list => list with { Cursor = keys[at], CursorIndex = at, Held = held });
    }
}
