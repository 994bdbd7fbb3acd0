using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Tests;

public sealed class NewestMessagesTests : IDisposable
{
    private readonly HistoricalScheduler _loop = new(new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero));
    private readonly Subject<Message> _server = new();
    private readonly List<Message> _arrived = [];
    private readonly IDisposable _subscription;

    public NewestMessagesTests() => _subscription = _server.Newest(_loop).Subscribe(_arrived.Add);

    public void Dispose()
    {
        _subscription.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void Of_each_kind_of_reading_only_the_newest_waits()
    {
        for (var i = 0; i < 1000; i++)
        {
            _server.OnNext(Echo(i));
            _server.OnNext(Top(i));
        }

        Pass(0.001);

        Assert.Equal([Echo(999), Top(999)], _arrived);
    }

    [Fact]
    public void Rows_of_the_driver_are_not_replaced_by_its_failure()
    {
        var rows = new Message.ReadingReceived("gpu01", new Reading.Gpus([new GpuSample { Index = 0 }], null));
        var failure = new Message.ReadingReceived("gpu01", new Reading.Gpus([], "nvidia-smi: exit code 137"));

        _server.OnNext(rows);
        _server.OnNext(failure);
        Pass(0.001);

        Assert.Equal([rows, failure], _arrived);
    }

    [Fact]
    public void Changes_of_the_connection_are_never_left_out_and_no_reading_overtakes_them()
    {
        _server.OnNext(Echo(1));
        _server.OnNext(Linked(ConnectionPhase.Lost));
        _server.OnNext(Linked(ConnectionPhase.Live));
        _server.OnNext(Echo(2));
        _server.OnNext(Linked(ConnectionPhase.Lost));

        Pass(0.001);

        Assert.Equal([Linked(ConnectionPhase.Lost), Linked(ConnectionPhase.Live), Echo(2), Linked(ConnectionPhase.Lost)], _arrived);
    }

    [Fact]
    public void Answers_arrive_in_their_order_beside_a_flood()
    {
        for (var i = 0; i < 100; i++)
        {
            _server.OnNext(new Message.CommandAnswered("gpu01", i, "", 0));
            _server.OnNext(Echo(i));
        }

        Pass(0.001);

        Assert.Equal(Enumerable.Range(0, 100), _arrived.OfType<Message.CommandAnswered>().Select(answered => answered.Id));
    }

    [Fact]
    public void A_flood_of_answers_that_nobody_asked_for_is_bounded_and_loses_no_change_of_the_connection()
    {
        for (var i = 0; i < 100_000; i++)
        {
            _server.OnNext(new Message.CommandAnswered("gpu01", i, "", 0));
        }

        _server.OnNext(Linked(ConnectionPhase.Lost));
        Pass(0.001);

        Assert.Equal(257, _arrived.Count);
        Assert.Equal(Linked(ConnectionPhase.Lost), _arrived[^1]);
    }

    [Fact]
    public void Other_work_of_the_loop_comes_between_any_two_messages()
    {
        var order = new List<string>();
        using var watching = _server.Newest(_loop).Subscribe(_ => order.Add("message"));
        _server.OnNext(Echo(1));
        _server.OnNext(Top(1));
        _loop.Schedule(() => order.Add("key"));

        Pass(0.001);

        Assert.Equal(["message", "key", "message"], order);
    }

    [Fact]
    public void A_flood_is_handed_over_twenty_times_a_second()
    {
        for (var i = 0; i < 10_000; i++)
        {
            _server.OnNext(Echo(i));
            Pass(0.0001);
        }

        Pass(1);

        Assert.InRange(_arrived.Count, 18, 24);
        Assert.Equal(Echo(9999), _arrived[^1]);
    }

    private static Message.ReadingReceived Echo(int milliseconds) =>
        new Message.ReadingReceived("gpu01", new Reading.Echo(TimeSpan.FromMilliseconds(milliseconds)));

    private static Message.ReadingReceived Top(int count) =>
        new Message.ReadingReceived("gpu01", new Reading.Top([]) { LeftOut = $"{count}" });

    private static Message.ConnectionChanged Linked(ConnectionPhase phase) =>
        new Message.ConnectionChanged("gpu01", new ConnectionStatus(phase, DateTimeOffset.UnixEpoch));

    private void Pass(double seconds) => _loop.AdvanceBy(TimeSpan.FromSeconds(seconds));
}
