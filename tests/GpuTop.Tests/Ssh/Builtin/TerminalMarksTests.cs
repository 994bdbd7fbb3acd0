using System.Buffers;
using System.Text;
using GpuTop.Ssh;

namespace GpuTop.Tests.Ssh;

public sealed class TerminalMarksTests
{
    private const string Output =
        "motd\r\n$ \u001e@n0nceready;secret\u001e@n0ncego;one\u001etwo\u001e@other;\u001e@n0ncehello;three\r\n\u001e@n0nce42;logout";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Only_what_the_program_prints_is_shown_however_it_is_cut(int size)
    {
        var marks = new TerminalMarks("n0nce");
        var shown = new ArrayBufferWriter<byte>();

        foreach (var part in Encoding.ASCII.GetBytes(Output).Chunk(size))
        {
            marks.Read(part, shown);
        }

        Assert.Equal("one\u001etwo\u001e@other;\u001e@n0ncehello;three\r\n", Encoding.ASCII.GetString(shown.WrittenSpan));
        Assert.Equal((true, true, 42), (marks.IsReady, marks.HasStarted, marks.ExitCode));
    }

    [Fact]
    public void The_beginning_of_a_mark_is_held_back_until_it_is_none()
    {
        var marks = new TerminalMarks("n0nce");
        var shown = new ArrayBufferWriter<byte>();

        marks.Read("\u001e@n0ncego;a\u001e@n0"u8, shown);
        Assert.Equal("a"u8, shown.WrittenSpan);
        marks.Read("x"u8, shown);

        Assert.Equal("a\u001e@n0x"u8, shown.WrittenSpan);
    }
}
