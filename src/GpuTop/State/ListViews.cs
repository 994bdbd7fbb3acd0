using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>The list views by kind.</summary>
internal static class ListViews
{
    private static readonly ImmutableDictionary<ViewKind, ListView> All = new Dictionary<ViewKind, ListView>
    {
        [ViewKind.Processes] = new(
            state => [.. ProcessList.Of(state).Select(row => row.Key)],
            state => ProcessList.Selected(state)?.Server.Name, ProcessOrder.Names),
        [ViewKind.Users] = new(state => [.. UserList.Of(state).Select(row => row.Name)], _ => null, UserOrder.Names),
        [ViewKind.Storage] = new(
            state => [.. StorageList.Of(state).Select(row => row.Key)],
            state => StorageList.Selected(state)?.Server.Name, StorageOrder.Names),
        [ViewKind.Sessions] = new(
            state => [.. SessionList.Of(state).Select(row => row.Key)], state => SessionList.Selected(state)?.Server.Name, []),
        [ViewKind.Events] = new(
            state => [.. EventList.Of(state).Select(row => row.Key)], state => EventList.Selected(state)?.Event.Place?.Server, []),
        [ViewKind.Tunnels] = new(
            state => [.. TunnelList.Of(state).Select(row => row.Key)], state => TunnelList.Selected(state)?.Server.Name, []),
    }.ToImmutableDictionary();

    /// <summary>The definition of a view; null when the view is not a list.</summary>
    public static ListView? Of(ViewKind view) => All.GetValueOrDefault(view);
}
