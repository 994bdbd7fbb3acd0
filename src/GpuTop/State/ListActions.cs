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

    /// <summary>Keys of the rows of this view, in order, as they are shown.</summary>
    public static ImmutableArray<string> KeysOf(AppState state) => ListViews.Of(state.View)?.Keys(state) ?? [];

    private static AppState To(AppState state, ImmutableArray<string> keys, int at)
    {
        var held = new HeldOrder(keys, state.Now + HeldOrder.Time);
        return FollowActions.Stop(state).ChangeList(list => list with { Cursor = keys[at], CursorIndex = at, Held = held });
    }
}
