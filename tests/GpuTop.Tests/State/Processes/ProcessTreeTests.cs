using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.State;

public sealed class ProcessTreeTests
{
    [Fact]
    public void Children_are_under_the_nearest_ancestor_and_ranks_are_siblings()
    {
        var rows = Tree(
            Process(10, "launcher", 5),
            Process(50, "rank 0", 40, 5),
            Process(20, "alone", 2),
            Process(11, "worker", 10, 5),
            Process(12, "loader", 11, 10, 5),
            Process(13, "orphaned loader", 99, 10, 5),
            Process(51, "rank 1", 40, 5));

        Assert.Equal(
            [
                "launcher", "  ├ worker", "  │ └ loader", "  └ orphaned loader", "┌ rank 0", "└ rank 1", "alone",
            ],
            rows.Select(row => row.Branch + row.Command));
    }

    [Fact]
    public void Processes_with_cyclic_ancestors_are_all_shown() =>
        Assert.Equal(2, Tree(Process(10, "a", 11), Process(11, "b", 10)).Length);

    [Fact]
    public void Equal_PIDs_on_two_servers_are_no_family()
    {
        var state = With(("gpu01", [Process(10, "a", 2)]), ("gpu02", [Process(11, "b", 10, 2)]));

        Assert.All(ProcessList.View.Of(state), row => Assert.Empty(row.Branch));
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2, 3 }, "0-3")]
    [InlineData(new[] { 2, 0 }, "0,2")]
    [InlineData(new[] { 0, 1 }, "0,1")]
    [InlineData(new[] { 0, 1, 2, 5, 6, 7, 3 }, "0-3,5-7")]
    [InlineData(new[] { 4, 4 }, "4")]
    [InlineData(new[] { 9 }, "?")]
    public void GPUs_are_told_short(int[] cards, string text)
    {
        var process = Process(10, "a", 2) with { Shares = [.. cards.Select(card => new GpuShare(SampleFleet.Uuid("gpu01", card), 1, 1))] };

        Assert.Equal(text, ProcessList.View.Of(With(("gpu01", [process])))[0].Gpus);
    }

    [Fact]
    public void A_MIG_instance_is_told_with_its_card() =>
        Assert.Contains("0:0", ProcessList.View.Of(OddFleet.State(160, 45)).Select(row => row.Gpus));

    private static ImmutableArray<ProcessRow> Tree(params GpuProcess[] processes) =>
        ProcessList.View.Of(With(("gpu01", processes)) with { ProcessScreen = new ProcessScreen { Tree = true } });

    private static AppState With(params (string Name, GpuProcess[] Processes)[] servers) => new()
    {
        Fleet = new Fleet([.. servers.Select(server => SampleFleet.Heard(server.Name, TimeSpan.FromMinutes(1), Cards, server.Processes))]),
        Now = SampleFleet.Now,
    };

    private static Card[] Cards { get; } = [.. Enumerable.Range(0, 8).Select(_ => Card.Busy("NVIDIA A100", 80, 90, 40))];

    private static GpuProcess Process(int pid, string command, params int[] ancestors) => new()
    {
        Pid = pid,
        User = "alice",
        UserId = 1001,
        Command = command,
        ParentPid = ancestors[0],
        Ancestors = [.. ancestors],
        Shares = [new GpuShare(SampleFleet.Uuid("gpu01", 0), 1000, 50)],
    };
}
