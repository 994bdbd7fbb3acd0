using GpuTop.State;

namespace GpuTop.Tests.State;

public sealed class FilterTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("train", true)]
    [InlineData("TRAIN.py", true)]
    [InlineData("eval", false)]
    [InlineData("user:alice", true)]
    [InlineData("user:ali*", true)]
    [InlineData("user:al", false)]
    [InlineData("server:gpu0? train", true)]
    [InlineData("server:gpu1* train", false)]
    [InlineData("lr:3e-4", true)]
    [InlineData("user:", true)]
    public void A_row_passes_when_every_term_matches(string typed, bool passes)
    {
        var filter = Filter.Of(typed, "user", "server");

        Assert.Equal(passes, filter.Matches(field => field switch
        {
            "user" => "alice",
            "server" => "gpu01",
            _ => "alice gpu01 python train.py --lr:3e-4",
        }));
    }

    [Fact]
    public void A_field_that_a_row_does_not_have_matches_no_pattern()
    {
        Assert.False(Filter.Of("gpu:2", "gpu").Matches(_ => null));
        Assert.False(Filter.Of("gpu:*", "gpu").Matches(_ => null));
    }
}
