using GpuTop.Ssh;

namespace GpuTop.Tests.Ssh;

public sealed class LoginLimiterTests
{
    [Fact]
    public async Task So_many_pass_at_once_and_the_next_waits_for_a_place()
    {
        var gate = new LoginLimiter(atOnce: 2);
        var first = await gate.EnterAsync("hop", CancellationToken.None);
        await gate.EnterAsync("hop", CancellationToken.None);

        var third = gate.EnterAsync("hop", CancellationToken.None);

        Assert.False(third.IsCompleted);
        first.Dispose();
        await third;
    }

    [Fact]
    public async Task A_place_is_given_back_once()
    {
        var gate = new LoginLimiter(atOnce: 1);
        var first = await gate.EnterAsync("hop", CancellationToken.None);
        first.Dispose();
        first.Dispose();
        await gate.EnterAsync("hop", CancellationToken.None);

        Assert.False(gate.EnterAsync("hop", CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task Another_hop_has_places_of_its_own()
    {
        var gate = new LoginLimiter(atOnce: 1);
        await gate.EnterAsync("hop", CancellationToken.None);

        Assert.True(gate.EnterAsync("other", CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_place()
    {
        var gate = new LoginLimiter(atOnce: 1);
        var first = await gate.EnterAsync("hop", CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var waiting = gate.EnterAsync("hop", stop.Token);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        first.Dispose();

        Assert.True(gate.EnterAsync("hop", CancellationToken.None).IsCompletedSuccessfully);
    }
}
