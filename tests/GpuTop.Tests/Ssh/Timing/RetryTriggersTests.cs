using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using GpuTop.Ssh;

namespace GpuTop.Tests.Ssh;

public sealed class RetryTriggersTests : IDisposable
{
    private static readonly Failure Refused = new(FailureKind.Authentication, "permission denied");
    private static readonly Failure Unreached = new(FailureKind.TimedOut, "connection timed out");
    private static readonly Failure Down = new(FailureKind.Refused, "connection refused");

    private readonly HistoricalScheduler _clock = new();
    private readonly Subject<Unit> _wakings = new();
    private readonly Subject<bool> _changes = new();
    private readonly Subject<string> _recoveries = new();
    private readonly Subject<string> _opened = new();
    private readonly List<bool> _signs = [];

    [Fact]
    public void What_only_the_user_can_mend_is_not_tried_again_whatever_happens()
    {
        using var watch = After(Refused);

        HappenAll();

        Assert.Empty(_signs);
    }

    [Fact]
    public void A_wake_up_and_another_network_are_a_new_beginning()
    {
        using var watch = After(Down);

        _wakings.OnNext(Unit.Default);
        _changes.OnNext(true);
        _changes.OnNext(false);

        Assert.Equal([true, true, true], _signs);
    }

    [Fact]
    public void Other_servers_that_are_reached_again_tell_that_a_network_is_back_after_the_last_of_them()
    {
        using var watch = After(Unreached);

        _recoveries.OnNext("b");
        _clock.AdvanceBy(TimeSpan.FromSeconds(0.5));
        _recoveries.OnNext("c");
        _clock.AdvanceBy(TimeSpan.FromSeconds(0.9));
        Assert.Empty(_signs);
        _clock.AdvanceBy(TimeSpan.FromSeconds(0.2));

        Assert.Equal([false], _signs);
    }

    [Fact]
    public void They_tell_nothing_of_a_server_that_refused()
    {
        using var watch = After(Down);

        _recoveries.OnNext("b");
        _clock.AdvanceBy(TimeSpan.FromSeconds(5));

        Assert.Empty(_signs);
    }

    [Fact]
    public void Who_failed_at_a_jump_host_goes_on_when_it_is_passed_and_not_when_another_is()
    {
        using var watch = After(Refused with { Jumps = "bastion" });

        _opened.OnNext("elsewhere");
        Assert.Empty(_signs);
        _opened.OnNext("bastion");

        Assert.Equal([true], _signs);
    }

    public void Dispose()
    {
        _wakings.Dispose();
        _changes.Dispose();
        _recoveries.Dispose();
        _opened.Dispose();
    }

    private IDisposable After(Failure failure) =>
        new RetryTriggers(_wakings, _changes, _recoveries, _opened).After(failure, "a", _clock).Subscribe(_signs.Add);

    private void HappenAll()
    {
        _wakings.OnNext(Unit.Default);
        _changes.OnNext(true);
        _recoveries.OnNext("b");
        _opened.OnNext("bastion");
        _clock.AdvanceBy(TimeSpan.FromMinutes(5));
    }
}
