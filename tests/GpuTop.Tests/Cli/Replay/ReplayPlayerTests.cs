using GpuTop.Model;
using GpuTop.Recordings;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Recordings;

namespace GpuTop.Tests.Cli.Replay;

public sealed class ReplayPlayerTests : IDisposable
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(3);
    private static readonly Lazy<Recording> Shared = new(() => DemoRecording.Read(Length));

    private readonly Replayed _replayed = new(Shared.Value);

    private static DateTimeOffset Start => Shared.Value.Start;

    public void Dispose() => _replayed.Dispose();

    [Fact]
    public void Time_and_values_are_those_of_the_recording()
    {
        _replayed.Wait(TimeSpan.FromSeconds(30));

        AssertNear(Start.AddSeconds(30));
        Assert.All(_replayed.Servers, server => Assert.Equal(ConnectionPhase.Live, server.Connection.Phase));
        Assert.Contains(_replayed.Servers.SelectMany(server => server.Gpus), gpu => gpu.Availability.State == GpuState.Free);
        Assert.All(_replayed.Servers, server => Assert.NotNull(server.Latency));
    }

    [Fact]
    public void A_pause_holds_the_time_and_what_is_shown_does_not_grow_old()
    {
        _replayed.Wait(TimeSpan.FromSeconds(30));
        _replayed.Press(KeyPress.Of(' '));
        var paused = _replayed.State.Now;

        _replayed.Wait(TimeSpan.FromMinutes(10));

        Assert.Equal(paused, _replayed.State.Now);
        Assert.True(_replayed.State.Replay!.IsPaused);
        _replayed.Press(KeyPress.Of(' '));
        _replayed.Wait(TimeSpan.FromSeconds(5));
        AssertNear(paused.AddSeconds(5));
    }

    [Fact]
    public void Speed_doubles_and_halves_within_1_and_64()
    {
        _replayed.Press(KeyPress.Of('-'));
        Assert.Equal(1, _replayed.State.Replay!.Speed);
        _replayed.Press(KeyPress.Of('+'));
        _replayed.Press(KeyPress.Of('+'));
        Assert.Equal(4, _replayed.State.Replay!.Speed);

        _replayed.Wait(TimeSpan.FromSeconds(10));

        AssertNear(Start.AddSeconds(40));
        Enumerable.Range(0, 9).ToList().ForEach(_ => _replayed.Press(KeyPress.Of('+')));
        Assert.Equal(64, _replayed.State.Replay!.Speed);
    }

    [Fact]
    public void Right_goes_ahead_and_Left_goes_back_and_both_show_that_time()
    {
        _replayed.Wait(TimeSpan.FromSeconds(60));
        _replayed.Press(KeyPress.Of(' '));
        _replayed.Wait(TimeSpan.FromSeconds(1));
        var there = Utilizations();
        var time = _replayed.State.Now;

        _replayed.Press(KeyPress.Of(Key.Right));
        _replayed.Wait(TimeSpan.FromSeconds(1));
        Assert.Equal(time.AddSeconds(10), _replayed.State.Now);
        Assert.NotEqual(there, Utilizations());

        _replayed.Press(KeyPress.Of(Key.Left));
        _replayed.Wait(TimeSpan.FromSeconds(1));
        Assert.Equal(time, _replayed.State.Now);
        Assert.Equal(there, Utilizations());
    }

    [Theory]
    [InlineData("14:02", 120)]
    [InlineData("14:01:30", 90)]
    [InlineData("+45s", 55)]
    [InlineData("-5s", 5)]
    [InlineData("+1h", 180)]
    public void J_goes_to_a_time(string typed, int seconds)
    {
        _replayed.Wait(TimeSpan.FromSeconds(10));
        _replayed.Press(KeyPress.Of(' '));
        _replayed.Press(KeyPress.Of('J'));
        _replayed.Press(KeyPress.Of(Key.Enter), typed);
        _replayed.Wait(TimeSpan.FromSeconds(1));

        Assert.Null(_replayed.State.Dialog);
        AssertNear(Start.AddSeconds(seconds));
        Assert.Equal(ConnectionPhase.Live, _replayed.Servers[0].Connection.Phase);
    }

    [Fact]
    public void What_is_no_time_is_said_and_the_dialog_stays()
    {
        _replayed.Press(KeyPress.Of('J'));
        _replayed.Press(KeyPress.Of(Key.Enter), "x");

        Assert.NotNull(Assert.IsType<GoToDialog>(_replayed.State.Dialog).Problem);
    }

    [Fact]
    public void At_the_end_time_stands_still()
    {
        _replayed.Wait(Length + TimeSpan.FromMinutes(5));

        Assert.True(_replayed.State.Replay!.IsPaused);
        Assert.Equal(Shared.Value.End, _replayed.State.Now);
    }

    private string Utilizations() =>
        string.Join(' ', _replayed.Servers.SelectMany(server => server.Gpus).Select(gpu => gpu.Sample.UtilizationPercent));

    private void AssertNear(DateTimeOffset time) =>
        Assert.InRange(_replayed.State.Now, time - TimeSpan.FromSeconds(1.5), time + TimeSpan.FromSeconds(1.5));
}
