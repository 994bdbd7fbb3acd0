using GpuTop.Ssh;

namespace GpuTop.Tests.Ssh;

public sealed class ReadBudgetTests
{
    [Fact]
    public void What_a_server_sends_as_a_rule_is_never_waited_for()
    {
        var budget = new ReadBudget();

        for (var i = 0; i < 60; i++)
        {
            Assert.Equal(TimeSpan.Zero, budget.Spend(50 * 1024));
        }
    }

    [Fact]
    public void More_than_4_MiB_at_once_is_read_at_1_MiB_a_second()
    {
        var budget = new ReadBudget();
        budget.Spend(4 * 1024 * 1024);

        Assert.InRange(budget.Spend(1024 * 1024), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1));
    }
}
