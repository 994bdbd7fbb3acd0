using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

public sealed class FactColumnsTests
{
    [Fact]
    public void A_value_that_is_too_long_goes_on_below_without_its_name()
    {
        var lines = FactColumns.Of([new FactGroup("g", [new Fact("name", "one two three four")])], 1, FactColumns.NameWidth + 8)[0];

        Assert.Equal([("g", ""), ("name", "one two"), ("", "three"), ("", "four")], lines.Select(line => (line.Name, line.Value)));
    }

    [Fact]
    public void A_word_longer_than_the_column_is_cut()
    {
        var lines = FactColumns.Of([new FactGroup("g", [new Fact("", "abcdefghij")])], 1, FactColumns.NameWidth + 4)[0];

        Assert.Equal(["", "abcd", "efgh", "ij"], lines.Select(line => line.Value));
    }

    [Fact]
    public void Groups_go_where_there_is_room()
    {
        var groups =
            new[] { "a", "b", "c" }.Select(name => new FactGroup(name, [.. Enumerable.Repeat(new Fact("x", "y"), name == "a" ? 5 : 1)]));

        var columns = FactColumns.Of([.. groups], 2, 40);

        Assert.Equal([6, 5], columns.Select(column => column.Length));
    }
}
