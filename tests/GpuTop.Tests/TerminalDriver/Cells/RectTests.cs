using GpuTop.TerminalDriver;

namespace GpuTop.Tests.TerminalDriver;

public sealed class RectTests
{
    private static readonly Rect Area = new(2, 1, 10, 5);

    [Fact]
    public void Cuts_give_the_part_and_the_remainder()
    {
        Assert.Equal((new Rect(2, 1, 10, 2), new Rect(2, 3, 10, 3)), Area.SplitTop(2));
        Assert.Equal((new Rect(2, 4, 10, 2), new Rect(2, 1, 10, 3)), Area.SplitBottom(2));
        Assert.Equal((new Rect(2, 1, 4, 5), new Rect(6, 1, 6, 5)), Area.SplitLeft(4));
        Assert.Equal((new Rect(8, 1, 4, 5), new Rect(2, 1, 6, 5)), Area.SplitRight(4));
    }

    [Fact]
    public void Cuts_beyond_the_size_leave_an_empty_remainder()
    {
        Assert.Equal((Area, new Rect(2, 6, 10, 0)), Area.SplitTop(99));
        Assert.True(Area.SplitLeft(-1).Left.IsEmpty);
        Assert.True(Area.Inset(3).IsEmpty);
        Assert.True(Area.Row(5).IsEmpty);
        Assert.True(Area.Row(-1).IsEmpty);
    }

    [Fact]
    public void Inset_row_and_intersection_lie_inside()
    {
        Assert.Equal(new Rect(3, 2, 8, 3), Area.Inset(1));
        Assert.Equal(new Rect(2, 3, 10, 1), Area.Row(2));
        Assert.Equal(new Rect(5, 1, 7, 5), Area.Intersect(new(5, 0, 100, 100)));
        Assert.True(Area.Intersect(new(50, 50, 1, 1)).IsEmpty);
    }

    [Theory]
    [InlineData(2, 1, true)]
    [InlineData(11, 5, true)]
    [InlineData(12, 5, false)]
    [InlineData(11, 6, false)]
    [InlineData(1, 1, false)]
    public void It_contains_its_positions_only(int x, int y, bool inside) => Assert.Equal(inside, Area.Contains(x, y));
}
