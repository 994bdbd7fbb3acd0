using GpuTop.Ssh;

namespace GpuTop.Tests.Ssh;

public sealed class ForwardRefusalsTests
{
    [Theory]
    [InlineData("", 0, null)]
    [InlineData("Warning: Permanently added 'x' to the list of known hosts.\r\n", 0, null)]
    [InlineData("channel 2: open failed: connect failed: Connection refused\r\n", 1, "nothing listens on 8888 there")]
    [InlineData(
        "channel 2: open failed: administratively prohibited: open failed\n", 1, "the server refuses tunnels (AllowTcpForwarding no)")]
    [InlineData(
        "channel 2: open failed: connect failed: Connection refused\nchannel 3: open failed: connect failed: No route to host\n",
        2,
        "the server can't reach 8888: No route to host")]
    [InlineData(
        "channel 2: open failed: connect failed: \u001b[31mTemporary failure", 1, "the server can't reach 8888: ?[31mTemporary failure")]
    [InlineData("channel 2: open failed: ", 1, "the server can't reach 8888: ")]
    [InlineData("the channel 2: open failed: is a text", 0, null)]
    public void What_the_master_says_is_numbered_and_translated(string errors, int line, string? text)
    {
        var refusals = ForwardRefusals.Of(errors);

        Assert.Equal(line, refusals.Line);
        Assert.Equal(text, refusals.Text("localhost", 8888));
    }

    [Fact]
    public void Each_is_told_from_the_last_however_many_there_were()
    {
        var tail = new TailBuffer();
        for (var number = 1; number <= 6000; number++)
        {
            tail.Append("channel 2: open failed: connect failed: Connection refused\r\n"u8);
            if (number % 100 == 0)
            {
                var (text, linesBefore) = tail.Read();

                Assert.Equal(number, ForwardRefusals.Of(text, linesBefore).Line);
            }
        }
    }

    [Fact]
    public void Another_machine_is_named() =>
        Assert.Equal(
            "nothing listens on node7:8888 there",
            ForwardRefusals.Of("channel 2: open failed: connect failed: Connection refused\n").Text("node7", 8888));
}
