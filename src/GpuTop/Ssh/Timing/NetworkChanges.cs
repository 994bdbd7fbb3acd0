using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;

namespace GpuTop.Ssh;

/// <summary>The addresses under which this machine can be reached from elsewhere: they change with Wi-Fi, VPN and cable.</summary>
internal static class NetworkChanges
{
    /// <summary>Addresses come in bursts, and .NET tells of interfaces 0.15 s later.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(0.2);

    /// <summary>Says that they changed; true where there is one that was not there before: only then may what worked have moved away.
    /// Cold, never ends; any thread, one at a time.</summary>
    public static IObservable<bool> Changes(IScheduler scheduler) => Signals.Changes(Addresses, scheduler);

    /// <summary>The same from its parts.</summary>
    /// <param name="signals">Something may have changed.</param>
    /// <param name="addresses">Those of now; null when they can't be told.</param>
    /// <param name="scheduler">The clock.</param>
    public static IObservable<bool> Changes(this IObservable<Unit> signals, Func<ImmutableHashSet<IPAddress>?> addresses, IScheduler scheduler) => signals
        .Throttle(Settle, scheduler)
        .Merge(Observable.Return(Unit.Default, scheduler))
        .Select(_ => addresses())
        .Where(now => now is not null)
        .Buffer(2, 1)
        .Where(pair => pair.Count == 2 && !pair[0]!.SetEquals(pair[1]!))
        .Select(pair => !pair[1]!.IsSubsetOf(pair[0]!));

    /// <summary>An address or an interface came or went.</summary>
    private static IObservable<Unit> Signals { get; } = Observable.Merge(
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
            // A tunnel's state is "unknown" on Linux.
            return [.. NetworkInterface.GetAllNetworkInterfaces()
                .Where(network => network.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
                .SelectMany(network => network.GetIPProperties().UnicastAddresses)
                .Select(unicast => unicast.Address)
                .Where(LeadsElsewhere)];
        }
        catch (NetworkInformationException)
        {
            return null; // An interface went away while it was looked at: there will be another signal.
        }
    }

    /// <summary>Not loopback, and no address that an interface gives itself: each container that starts has one of those.</summary>
    private static bool LeadsElsewhere(IPAddress address) => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal
        && !(address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [169, 254, ..]);
}
