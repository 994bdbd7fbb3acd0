using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using GpuTop.Cli;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests.Cli;

public sealed class TerminalInputTests
{
    [Fact]
    public void Of_a_flood_of_keys_a_bounded_number_waits_and_Ctrl_C_is_among_them()
    {
        var typed = new Subject<InputEvent>();
        var loop = new HistoricalScheduler();
        var taken = new List<InputEvent>();
        using var subscription = typed.Bounded(loop).Subscribe(taken.Add);

        for (var i = 0; i < 100_000; i++)
        {
            typed.OnNext(KeyPress.Of('j'));
        }

        typed.OnNext(KeyPress.Of('c', Modifiers.Control));
        typed.OnNext(new Resized(80, 24));
        loop.AdvanceBy(TimeSpan.FromSeconds(1));

        Assert.Equal(1002, taken.Count);
        Assert.Equal([KeyPress.Of('c', Modifiers.Control), new Resized(80, 24)], taken[^2..]);

        typed.OnNext(KeyPress.Of('j'));
        loop.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.Equal(1003, taken.Count);
    }

    [Fact]
    public void A_key_in_text_is_a_key_that_says_so()
    {
        var state = new AppState { Fleet = new([]), Now = default };

        Assert.Equal(
            [new Message.Pressed(KeyPress.Of('t')) { IsInText = true }], TerminalInput.Messages(new KeyInText(KeyPress.Of('t')), state));
    }
}
