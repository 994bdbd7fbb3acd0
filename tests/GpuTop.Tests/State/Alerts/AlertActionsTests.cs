using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Tests.State;

public sealed class AlertActionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void All_marked_jobs_get_an_alert_and_lose_it_together()
    {
        var state = ActionFleet.State() with { View = ViewKind.Processes };
        var rows = ProcessList.View.Of(state);
        state = state with
        {
            Lists = state.Lists.SetItem(ViewKind.Processes, new ListScreen { Tagged = [rows[0].Key, rows[^1].Key] }),
        };

        var told = AlertActions.Press(state).State;

        Assert.Equal("will tell when each of 2 jobs has ended", told.Notice?.Text);
        Assert.Equal(2, told.Alerts.Requested);
        Assert.Equal(0, AlertActions.Press(told).State.Alerts.Requested);
    }

    [Theory]
    [InlineData(50.0, 10.0, "will tell when /data of a is 90% full")]
    [InlineData(95.0, 10.0, "it is that full already")]
    [InlineData(50.0, 95.0, "it is that full already")]
    public void The_alert_for_a_disk_is_refused_when_its_space_or_inodes_are_used_up(double space, double inodes, string notice)
    {
        var server = Server.Initial("a", "a", Now) with
        {
            Connection = new ConnectionStatus(ConnectionPhase.Live, Now),
            Mounts = [new Mount("/data", "/dev/sda1", "ext4", 1000, null, null, space, inodes)],
        };
        var state = new AppState { Fleet = new Fleet([server]), Now = Now, View = ViewKind.Storage };

        Assert.Equal(notice, AlertActions.Press(state).State.Notice?.Text);
    }
}
