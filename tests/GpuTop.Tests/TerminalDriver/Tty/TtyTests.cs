using System.Reactive.Linq;
using System.Text;
using System.Text.RegularExpressions;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests.TerminalDriver;

public sealed class TtyTests
{
    private static readonly string Entering = Encoding.ASCII.GetString(Sequences.Enter);
    private static readonly string MouseOn = Encoding.ASCII.GetString(Sequences.MouseOn);
    private static readonly string Leaving = Encoding.ASCII.GetString(Sequences.Leave);

    private readonly FakeTty _device = new();
    private readonly TaskCompletionSource<int> _ended = new();

    [Fact]
    public void Leaving_undoes_entering_once_however_often_it_is_called()
    {
        var tty = Enter();

        tty.Restore();
        tty.Restore();
        tty.Dispose();
        tty.Dispose();

        Assert.Equal(["raw", Entering, MouseOn, Leaving, "restored"], _device.Happened);
        Assert.False(tty.IsReady);
    }

    [Fact]
    public void The_settings_are_restored_when_the_terminal_is_closed()
    {
        var tty = Enter();
        _device.OnWrite = () => throw new IOException("gone");

        tty.Restore();

        Assert.Equal("restored", _device.Happened[^1]);
    }

    [Fact]
    public void The_settings_are_restored_when_writing_throws()
    {
        var tty = Enter();
        _device.OnWrite = () => throw new InvalidOperationException("bug");

        Assert.Throws<InvalidOperationException>(tty.Restore);

        Assert.False(_device.IsRaw);
    }

    [Fact]
    public void Every_mode_that_is_switched_on_is_switched_off()
    {
        var modes = Regex.Matches(Entering + MouseOn, @"\?\d+h").Select(match => match.Value).ToArray();

        Assert.Equal(6, modes.Length);
        Assert.All(modes, mode => Assert.Contains(mode.Replace('h', 'l'), Leaving, StringComparison.Ordinal));
        Assert.Contains("\e[?25h", Leaving, StringComparison.Ordinal);
        Assert.Contains("\e[?7h", Leaving, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lent_terminal_is_taken_again()
    {
        var tty = Enter();
        var generation = tty.Generation;

        void Child()
        {
            using (tty.Lend())
            {
                Assert.False(_device.IsRaw);
                throw new InvalidOperationException("ssh was killed");
            }
        }

        Assert.Throws<InvalidOperationException>(Child);
        Assert.True(_device.IsRaw);
        Assert.True(tty.IsReady);
        Assert.NotEqual(generation, tty.Generation);
    }

    [Fact]
    public void Nothing_is_written_while_the_terminal_is_lent()
    {
        var tty = Enter();
        var lent = tty.Lend();

        tty.Send("frame"u8);
        lent.Dispose();

        Assert.DoesNotContain("frame", _device.Happened);
    }

    [Fact]
    public void A_disposed_terminal_is_not_taken_again()
    {
        var tty = Enter();
        var lent = tty.Lend();
        tty.Dispose();

        lent.Dispose();

        Assert.Equal("restored", _device.Happened[^1]);
    }

    [Fact]
    public void Suspending_gives_the_terminal_back_before_the_job_stops()
    {
        var tty = Enter();
        _device.OnStop = tty.OnContinued;

        tty.Suspend();

        Assert.Equal([Leaving, "restored", "stopped", "raw", Entering, MouseOn], _device.Happened[3..]);
    }

    [Fact]
    public void The_terminal_is_taken_again_after_SIGCONT()
    {
        var tty = Enter();

        tty.OnContinued();

        Assert.Equal(["raw", Entering, MouseOn], _device.Happened[3..]);
    }

    [Theory]
    [InlineData(SignalExitCodes.Interrupt, false)]
    [InlineData(SignalExitCodes.Quit, false)]
    [InlineData(SignalExitCodes.Terminate, true)]
    [InlineData(SignalExitCodes.Hangup, true)]
    public void Signals_of_keys_are_ignored_while_the_terminal_is_lent(int exitCode, bool ends)
    {
        var tty = Enter();
        using var lent = tty.Lend();

        tty.OnSignal(exitCode);

        Assert.Equal(ends, _ended.Task.IsCompleted);
    }

    [Fact]
    public async Task Keys_arrive_in_order_and_sizes_among_them()
    {
        var tty = Enter();
        var events = tty.Input.Replay();
        _device.Type("q\e[");
        _device.Type("A");
        _device.Type("\e");

        using var connection = events.Connect();
        await events.FirstAsync(input => input == KeyPress.Of(Key.Escape));
        _device.Size = (120, 30);
        tty.OnResized();

        Assert.Equal([KeyPress.Of('q'), KeyPress.Of(Key.Up), KeyPress.Of(Key.Escape), new Resized(120, 30)], await events.Take(4).ToList());
        Assert.Equal((120, 30), (tty.Width, tty.Height));
    }

    [Fact]
    public async Task Keys_that_are_read_together_are_text_and_a_key_alone_is_not()
    {
        var tty = Enter();
        var events = tty.Input.Replay();
        _device.Type("K");
        using var connection = events.Connect();
        await events.FirstAsync();
        _device.Type("Kt\r\u0003");
        _device.Type("\e[AK");

        var all = await events.Take(7).ToList();

        // A read that follows at once belongs to the text; the last one depends on the thread's timing.
        Assert.Equal(
            [KeyPress.Of('K'), new KeyInText(KeyPress.Of('K')), new KeyInText(KeyPress.Of('t')), new KeyInText(KeyPress.Of(Key.Enter))],
            all.Take(4));
        Assert.Equal([KeyPress.Of('c', Modifiers.Control), KeyPress.Of(Key.Up)], all.Skip(4).Take(2));
    }

    [Fact]
    public async Task A_paste_without_an_end_mark_ends_after_a_timeout()
    {
        var tty = Enter();
        var events = tty.Input.Replay();
        using var connection = events.Connect();
        _device.Type("\e[200~lost\e[20");

        var paste = await events.FirstAsync();
        _device.Type("q");

        Assert.Equal([new Pasted("lost\e[20"), KeyPress.Of('q')], [paste, (await events.Take(2).ToList())[1]]);
    }

    [Theory]
    [InlineData(70_000, 65_535, 1000, 500)]
    [InlineData(1000, 1, 1000, 1)]
    [InlineData(0, -5, 80, 24)]
    public void Sizes_are_clamped(int width, int height, int clampedWidth, int clampedHeight)
    {
        _device.Size = (width, height);

        var tty = Enter();

        Assert.Equal((clampedWidth, clampedHeight), (tty.Width, tty.Height));
    }

    [Fact]
    public async Task A_closed_terminal_ends_the_program()
    {
        var tty = Enter();
        using var subscription = tty.Input.Subscribe(_ => { });

        _device.HangUp();

        Assert.Equal(SignalExitCodes.Hangup, await _ended.Task);
    }

    [Fact]
    public async Task A_blocked_terminal_does_not_delay_the_exit()
    {
        var stuck = new ManualResetEventSlim();
        var tty = Enter(TimeSpan.FromMilliseconds(1));
        _device.OnWrite = stuck.Wait;
        tty.Send("frame"u8);

        tty.OnSignal(SignalExitCodes.Terminate);

        Assert.Equal(SignalExitCodes.Terminate, await _device.Exited.Task);
        Assert.False(_device.IsRaw);
        stuck.Set();
    }

    private Tty Enter(TimeSpan? leaveTimeout = null)
    {
        var tty = new Tty(_device, code => _ended.TrySetResult(code), usesMouse: true)
        {
            LeaveTimeout = leaveTimeout ?? TimeSpan.FromMinutes(1),
        };
        tty.Enter();
        return tty;
    }
}
