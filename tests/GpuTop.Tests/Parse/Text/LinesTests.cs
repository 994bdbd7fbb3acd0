using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class LinesTests
{
    [Fact]
    public void Lines_end_in_any_way_and_the_last_need_not_end() => Assert.Equal(["one", "", "two"], "one\r\n\ntwo".EachLine());

    [Fact]
    public void Words_are_separated_by_any_number_of_blanks()
    {
        Assert.Equal(["4711", "alice", "python train.py "], "  4711 \t alice   python train.py ".Words(3));
        Assert.Empty(" ".Words());
    }

    [Fact]
    public void Tagged_lines_begin_with_a_letter_and_a_blank() =>
        Assert.Equal([('A', "one"), ('B', "")], "A one\nx\nAB\na two\nB \n".Tagged());
}
