using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;

namespace GpuTop.Ssh;

/// <summary>Changes of this machine's routable addresses, as with Wi-Fi, VPN and cable.</summary>
internal static class NetworkChanges
{
    /// <summary>Addresses change in bursts, and .NET reports interfaces 0.15 s later.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(0.2);

    /// <summary>Emits at a change; true with a new address, without which existing routes stay valid. Cold, never completes; any thread,
    /// one
    /// at a time.</summary>
    public static IObservable<bool> Changes(IScheduler scheduler) => AddressEvents.Changes(Addresses, scheduler);

    /// <summary>The same for given signals and addresses.</summary>
    /// <param name="signals">Possible changes.</param>
    /// <param name="addresses">The current addresses; null when they are unknown.</param>
    /// <param name="scheduler">The clock.</param>
    public static IObservable<bool> Changes(
        this IObservable<Unit> signals, Func<ImmutableHashSet<IPAddress>?> addresses, IScheduler scheduler) => signals
        .Throttle(SettleTime, scheduler)
        .Merge(Observable.Return(Unit.Default, scheduler))
        .Select(_ => addresses())
        .Where(now => now is not null)
        .Buffer(2, 1)
        .Where(pair => pair.Count == 2 && !pair[0]!.SetEquals(pair[1]!))
        .Select(pair => !pair[1]!.IsSubsetOf(pair[0]!));

    /// <summary>An address or an interface was added or removed.</summary>
    private static IObservable<Unit> AddressEvents { get; } = Observable.Merge(
        Observable.FromEvent<NetworkAddressChangedEventHandler, Unit>(
            next => (_, _) => next(Unit.Default),
            handler => NetworkChange.NetworkAddressChanged += handler,
            handler => NetworkChange.NetworkAddressChanged -= handler),
        Observable.FromEvent<NetworkAvailabilityChangedEventHandler, Unit>(
            next => (_, _) => next(Unit.Default),
            handler => NetworkChange.NetworkAvailabilityChanged += handler,
            handler => NetworkChange.NetworkAvailabilityChanged -= handler));

    private static ImmutableHashSet<IPAddress>? Addresses()
    {
        try
        {
            // Linux reports the status of a VPN tunnel as unknown.
            return [.. NetworkInterface.GetAllNetworkInterfaces()
                .Where(network => network.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
                .SelectMany(network => network.GetIPProperties().UnicastAddresses)
                .Select(unicast => unicast.Address)
                .Where(IsRoutable)];
        }
        catch (NetworkInformationException)
        {
            return null; // An interface was removed meanwhile, which causes another signal.
        }
    }

    /// <summary>Neither loopback nor link-local: each new container adds a link-local address.</summary>
    private static bool IsRoutable(IPAddress address) => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal
        && !(address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [169, 254, ..]);
}
