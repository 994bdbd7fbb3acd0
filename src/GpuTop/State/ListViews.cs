using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>The list views, in the order of their number keys. A new one has a <see cref="ViewKind"/>, its rows and its
/// <see cref="ListView"/> in a folder of its own, an entry here, keys in <see cref="Keymap"/>, and a table in <c>Ui/Lists</c> that
/// <c>Ui/Screen</c> draws.</summary>
internal static class ListViews
{
    /// <summary>The definitions.</summary>
    public static ImmutableArray<ListView> All { get; } =
        [ProcessList.View, UserList.View, StorageList.View, SessionList.View, TunnelList.View, EventList.View];

    /// <summary>The views with a number key, in its order.</summary>
    public static ImmutableArray<ViewKind> Numbered { get; } = [ViewKind.Fleet, .. All.Select(list => list.Kind)];

    /// <summary>The definition of a view; null when the view is not a list.</summary>
    public static ListView? Of(ViewKind view) => All.FirstOrDefault(list => list.Kind == view);
}
