using System.Text;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests.TerminalDriver;

public sealed class TtyLineTests
{
    private const string Question = "srv: password: ";

    private readonly FakeTty _device = new();

    [Fact]
    public void A_secret_is_read_and_nothing_of_it_is_shown()
    {
        var line = Read("geheim\r", isShown: false);

        Assert.Equal("geheim", line);
        Assert.Equal(["raw", Question, "", "", "", "", "", "", "restored", "\n"], _device.Happened);
    }

    [Fact]
    public void A_line_is_echoed_and_can_be_corrected()
    {
        var line = Read("nö\x7F\x7Fyes\r", isShown: true);

        Assert.Equal("yes", line);
        Assert.Equal("nö\b \b\b \byes", string.Concat(_device.Happened[2..^2]));
    }

    [Theory]
    [InlineData(true, "ab")]
    [InlineData(false, "")]
    public void Lines_that_are_written_meanwhile_stand_above_the_prompt(bool isShown, string echo)
    {
        using var line = new TtyLine(_device);
        var keys = new Queue<Action>([
            () => _device.Type("ab"),
            () => { },
            () => line.WriteAbove(end => _device.Write(Encoding.UTF8.GetBytes($"gpu01{end}"))),
            () => { },
            () => { },
            () => _device.Type("c\r"),
        ]);
        _device.OnWrite = () =>
        {
            if (keys.TryDequeue(out var press))
            {
                press();
            }
        };

        Assert.Equal("abc", line.Read(Question, isShown, CancellationToken.None));
        Assert.Contains($"\r\e[Kgpu01\r\n{Question}{echo}", string.Concat(_device.Happened));
    }

    [Fact]
    public void Lines_without_a_prompt_end_as_usual()
    {
        using var line = new TtyLine(_device);

        line.WriteAbove(end => _device.Write(Encoding.UTF8.GetBytes($"gpu01{end}")));

        Assert.Equal(["gpu01\n"], _device.Happened);
    }

    [Theory]
    [InlineData("wrong\u0015right\r", "right")]
    [InlineData("日本\u007f\r", "日")]
    [InlineData("a👍\u007fb\r", "ab")]
    [InlineData("a\e[Ab\e[200~c\r\e[201~\r", "abc")]
    [InlineData("no end of line but\n", "no end of line but")]
    [InlineData("x\u0004y\r", "xy")]
    [InlineData("\r", "")]
    public void Keys_that_type_nothing_are_not_in_the_line(string typed, string line) => Assert.Equal(line, Read(typed, isShown: false));

    [Fact]
    public void A_paste_without_its_end_times_out_and_later_keys_are_keys()
    {
        using var line = new TtyLine(_device);
        string[] typed = ["d\r", "\e[200~bc"]; // The keys come after the echo of the paste.
        var left = typed.Length;
        _device.OnWrite = () =>
        {
            if (left > 0)
            {
                _device.Type(typed[--left]);
            }
        };

        Assert.Equal("bcd", line.Read(Question, isShown: true, CancellationToken.None));
    }

    [Theory]
    [InlineData("\u0004")]
    [InlineData("half\e")]
    public void Cancelling_keys_restore_the_terminal(string typed)
    {
        Assert.Null(Read(typed, isShown: false));
        Assert.False(_device.IsRaw);
    }

    [Fact]
    public void Ctrl_C_restores_the_terminal_and_sends_SIGINT()
    {
        Assert.Null(Read("half\u0003", isShown: false));

        Assert.Equal(["restored", "\n", "interrupted"], _device.Happened[^3..]);
    }

    [Fact]
    public void Input_before_the_prompt_is_discarded()
    {
        _device.Type("ls -l\r");

        Assert.Equal("yes", Read("yes\r", isShown: true));
    }

    [Fact]
    public void A_cancelled_prompt_ends()
    {
        using var gone = new CancellationTokenSource();
        using var line = new TtyLine(_device);
        _device.OnWrite = gone.Cancel;

        Assert.Null(line.Read(Question, isShown: false, gone.Token));
        Assert.False(_device.IsRaw);
    }

    [Fact]
    public void A_closed_terminal_gives_null()
    {
        using var line = new TtyLine(_device);
        _device.OnWrite = _device.HangUp;

        Assert.Null(line.Read(Question, isShown: false, CancellationToken.None));
    }

    private string? Read(string typed, bool isShown)
    {
        using var line = new TtyLine(_device);
        _device.OnWrite = () =>
        {
            _device.OnWrite = () => { };
            _device.Type(typed);
        };
        return line.Read(Question, isShown, CancellationToken.None);
    }
}
