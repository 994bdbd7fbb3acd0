using System.Collections.Immutable;
using System.Net;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using GpuTop.Ssh;

namespace GpuTop.Tests.Ssh;

public sealed class NetworkChangesTests : IDisposable
{
    private readonly HistoricalScheduler _clock = new(new DateTimeOffset(2026, 11, 20, 14, 0, 0, TimeSpan.Zero));
    private readonly Subject<Unit> _signals = new();
    private readonly List<bool> _changes = [];
    private readonly IDisposable _subscription;
    private ImmutableHashSet<IPAddress>? _addresses = Of("192.168.1.5", "fd00::5");

    public NetworkChangesTests()
    {
        _subscription = _signals.Changes(() => _addresses, _clock).Subscribe(_changes.Add);
        Settle();
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _signals.Dispose();
    }

    [Fact]
    public void A_new_address_is_an_arrival_and_one_that_goes_is_not()
    {
        Become("192.168.1.5", "fd00::5", "10.8.0.2");
        Become("192.168.1.5", "10.8.0.2");
        Become("172.16.3.9");

        Assert.Equal([true, false, true], _changes);
    }

    [Fact]
    public void Signals_that_change_nothing_say_nothing()
    {
        Become("fd00::5", "192.168.1.5");
        Become("192.168.1.5", "fd00::5");

        Assert.Empty(_changes);
    }

    [Fact]
    public void The_same_address_that_comes_back_after_a_while_is_an_arrival()
    {
        Become();
        Become("192.168.1.5", "fd00::5");

        Assert.Equal([false, true], _changes);
    }

    [Fact]
    public void A_burst_is_one_change()
    {
        _addresses = Of();
        _signals.OnNext(Unit.Default);
        _clock.AdvanceBy(TimeSpan.FromSeconds(0.1));
        Become("10.0.0.7");

        Assert.Equal([true], _changes);
    }

    [Fact]
    public void What_cannot_be_told_is_no_change()
    {
        _addresses = null;
        _signals.OnNext(Unit.Default);
        Settle();
        Become("192.168.1.5", "fd00::5");

        Assert.Empty(_changes);
    }

    private static ImmutableHashSet<IPAddress> Of(params string[] addresses) => [.. addresses.Select(IPAddress.Parse)];

    private void Become(params string[] addresses)
    {
        _addresses = Of(addresses);
        _signals.OnNext(Unit.Default);
        Settle();
    }

    private void Settle() => _clock.AdvanceBy(TimeSpan.FromSeconds(1));
}
