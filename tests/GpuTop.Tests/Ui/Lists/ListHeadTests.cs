using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.State;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

public sealed class ListHeadTests
{
    [Theory]
    [InlineData(ViewKind.Users, "", "GPUS↓")]
    [InlineData(ViewKind.Users, "O", "GPUS↑")]
    [InlineData(ViewKind.Users, "<", "USER↑")]
    [InlineData(ViewKind.Processes, "", "SERVER↑")]
    [InlineData(ViewKind.Processes, ">", "PID↑")]
    [InlineData(ViewKind.Storage, "", "USED↓")]
    [InlineData(ViewKind.Storage, ">", "FREE↑")]
    [InlineData(ViewKind.Storage, "<", "MOUNT↑")]
    public void The_arrow_is_up_from_A_or_the_smallest_and_down_from_the_largest(ViewKind view, string keys, string head) =>
        Assert.Contains(head, TextOf((SampleFleet.State(160, 45) with { View = view }).Press(keys)));

    [Fact]
    public void Processes_of_high_CPU_use_show_it_at_80_columns()
    {
        var top = new Reading.Top([new HostProcess(3010, "dave", 2531, 1, "preprocess.py") { UserId = 1004 }]);
        var state = (SampleFleet.State(80, 24) with { View = ViewKind.Processes }).Hear("gpu01", top, TimeSpan.Zero).Press("h");

        Assert.Matches("3010 .* 2531 .*preprocess", TextOf(state));
        Assert.DoesNotContain("SM%", TextOf(state));
    }

    private static string TextOf(AppState state)
    {
        var frame = new CellBuffer(0, 0);
        Screen.Draw(state, frame);
        return frame.ToText();
    }
}
