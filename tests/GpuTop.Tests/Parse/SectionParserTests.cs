using GpuTop.Model;
using GpuTop.Parse;
using GpuTop.Probe;

namespace GpuTop.Tests.Parse;

public sealed class SectionParserTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 14, 2, 11, TimeSpan.Zero);

    [Fact]
    public void A_section_becomes_the_reading_of_its_tag()
    {
        Assert.IsType<Reading.Gpus>(Of("g", "index\n0\n"));
        Assert.IsType<Reading.Processes>(Of("a", ""));
        Assert.IsType<Reading.MigInstances>(Of("m", "L GPU 0: x (UUID: GPU-0)\n"));
        Assert.IsType<Reading.Host>(Of("h", "cores 8\n"));
        Assert.IsType<Reading.Top>(Of("t", ""));
        Assert.IsType<Reading.Mounts>(Of("d", ""));
        Assert.IsType<Reading.Sessions>(Of("s", ""));
        Assert.IsType<Reading.Ports>(Of("p", ""));
        Assert.IsType<Reading.Containers>(Of("c", ""));
        Assert.Equal(new Reading.Limited("more than 512 KiB a second"), Of(Section.Limited, "more than 512 KiB a second\n"));
        Assert.Null(Of("r12", "rc=0\n"));
        Assert.Null(Of("?", "anything"));
    }

    [Fact]
    public void An_echo_tells_how_long_the_way_to_the_server_and_back_took()
    {
        var sent = Now - TimeSpan.FromMilliseconds(12);

        Assert.Equal(new Reading.Echo(TimeSpan.FromMilliseconds(12)), Of("b", $"{sent.UtcTicks}\n"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("noise\n")]
    [InlineData("-5\n")]
    [InlineData("9223372036854775807\n")]
    public void An_echo_that_was_never_sent_is_none(string text) => Assert.Null(Of("b", text));

    private static Reading? Of(string tag, string text) => SectionParser.Of(new Section(tag, text, Now));
}
