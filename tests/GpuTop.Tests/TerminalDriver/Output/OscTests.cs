using System.Text;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests.TerminalDriver;

public sealed class OscTests
{
    [Fact]
    public void Copied_text_travels_as_base64() =>
        Assert.Equal("\e]52;c;c3NoIGdwdTAz\a", Encoding.ASCII.GetString(Osc.Copy("ssh gpu03")!));

    [Fact]
    public void Copied_text_may_hold_anything()
    {
        var bytes = Osc.Copy("\e]0;evil\a\n李")!;

        Assert.Equal(1, bytes.Count(value => value == 0x1B));
        Assert.Equal("\e]0;evil\a\n李", Encoding.UTF8.GetString(Convert.FromBase64String(Encoding.ASCII.GetString(bytes)[7..^1])));
    }

    [Fact]
    public void Text_that_terminals_would_cut_is_not_copied() => Assert.Null(Osc.Copy(new string('x', 80_000)));

    [Fact]
    public void A_notification_is_sent_in_both_forms() =>
        Assert.Equal(
            "\e]9; gputop: gpu03:1 is free\a\e]777;notify;gputop;gpu03:1 is free\a",
            Encoding.UTF8.GetString(Osc.Notify("gputop", "gpu03:1 is free", inTmux: false)));

    [Fact]
    public void Inside_tmux_each_escape_is_doubled_and_wrapped() =>
        Assert.Equal(
            "\ePtmux;\e\e]9; a: b\a\e\\\ePtmux;\e\e]777;notify;a;b\a\e\\",
            Encoding.UTF8.GetString(Osc.Notify("a", "b", inTmux: true)));

    [Fact]
    public void The_text_of_a_notification_cannot_end_it()
    {
        var text = Encoding.UTF8.GetString(Osc.Notify("a;b", "x\a\e\\\u009c\u202E\ny" + new string('z', 5000), inTmux: false));

        Assert.Equal($"\e]9; a;b: x\\y{new string('z', 197)}\a\e]777;notify;a,b;x\\y{new string('z', 197)}\a", text);
    }

    [Theory]
    [InlineData("/tmp/tmux-1000/default,1,0", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Tmux_is_detected_by_its_variable(string? value, bool inTmux) =>
        Assert.Equal(inTmux, Osc.IsInTmux(name => name == "TMUX" ? value : null));
}
