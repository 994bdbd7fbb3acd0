using GpuTop.Model;
using GpuTop.State;
using GpuTop.Tests.State;

namespace GpuTop.Tests.Ui;

public sealed class ListFrameTests
{
    [Theory]
    [InlineData(ViewKind.Processes, 80, 24)]
    [InlineData(ViewKind.Processes, 160, 45)]
    [InlineData(ViewKind.Processes, 40, 10)]
    [InlineData(ViewKind.Users, 80, 24)]
    [InlineData(ViewKind.Users, 160, 45)]
    [InlineData(ViewKind.Users, 40, 10)]
    public void A_day_in_the_lab_looks_as_accepted(ViewKind view, int width, int height) =>
        Golden.Check(SampleFleet.State(width, height) with { View = view }, $"{view.ToString().ToLowerInvariant()}-{width}x{height}");

    [Fact]
    public void Odd_owners_and_places_look_as_accepted() =>
        Golden.Check(OddFleet.State(160, 30) with { View = ViewKind.Processes }, "processes-odd-160x30");

    [Fact]
    public void Filter_marks_follow_and_tree_are_shown()
    {
        var state = (SampleFleet.State(80, 24) with { View = ViewKind.Processes }).Press(" ", "F", "T", "h", "/", "server:gpu0?", "Enter");

        Golden.Check(state, "processes-filtered-80x24");
    }

    [Fact]
    public void The_columns_to_sort_by_look_as_accepted() =>
        Golden.Check((SampleFleet.State(80, 24) with { View = ViewKind.Processes }).Press("o"), "processes-sort-80x24");

    [Fact]
    public void Real_names_stand_behind_the_logins()
    {
        var state = (SampleFleet.State(160, 24) with { View = ViewKind.Processes }).Press("i");

        Golden.Check(
            state.Hear("gpu01", new Reading.Accounts([new Account("alice", 1001, "Alice Liddell")]), TimeSpan.Zero),
            "processes-names-160x24");
    }
}
