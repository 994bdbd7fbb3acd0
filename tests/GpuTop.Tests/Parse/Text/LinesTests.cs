using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class LinesTests
{
    [Fact]
    public void Lines_end_in_any_way_and_the_last_need_not_end() => Assert.Equal(["one", "", "two"], "one\r\n\ntwo".EachLine());

    [Fact]
    public void Words_are_separated_by_any_number_of_blanks()
    {
        Assert.Equal(["4711", "alice", "python", "train.py"], "  4711 \t alice   python train.py ".Words());
        Assert.Equal(["4711", "alice", "python", "train.py"], Words("  4711 \t alice   python train.py ", 5));
        Assert.Empty(" ".Words());
        Assert.Empty(Words(" ", 3));
    }

    [Fact]
    public void The_last_word_of_a_full_buffer_is_the_rest_of_the_line() =>
        Assert.Equal(["4711", "alice", "python train.py "], Words("  4711 \t alice   python train.py ", 3));

    [Fact]
    public void A_word_that_a_line_lacks_is_empty() => Assert.Equal("", new WordList("4711 alice", new Range[3]).At(2));

    [Fact]
    public void Tagged_lines_begin_with_a_letter_and_a_blank()
    {
        var lines = new List<(char Kind, string Text)>();
        foreach (var (kind, text) in "A one\nx\nAB\na two\nB \n\nC last".Tagged())
        {
            lines.Add((kind, text.ToString()));
        }

        Assert.Equal([('A', "one"), ('B', ""), ('C', "last")], lines);
    }

    private static List<string> Words(string line, int most)
    {
        var words = new List<string>();
        var list = new WordList(line, new Range[most]);
        for (var i = 0; i < list.Length; i++)
        {
            words.Add(list[i].ToString());
        }

        return words;
    }
}
