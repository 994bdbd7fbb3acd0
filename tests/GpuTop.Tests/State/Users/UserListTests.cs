using GpuTop.Model;
using GpuTop.State;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.State;

public sealed class UserListTests
{
    private static readonly AppState All = Lists.Show(ViewKind.Users);

    [Fact]
    public void A_person_on_several_servers_is_one_row()
    {
        var alice = UserList.View.Of(All).Single(row => row.Name == "alice");

        Assert.True(alice.IsMe);
        Assert.Equal((6, 0, 3, "gpu01 gpu02"), (alice.Gpus, alice.IdleGpus, alice.Processes, string.Join(' ', alice.Servers)));
        Assert.Equal(TimeSpan.FromHours(52), alice.Longest);
        Assert.Equal((int)(61 * 1024) + (int)(71.4 * 1024) + (int)(2.1 * 1024) + (4 * 60 * 1024), alice.MemoryMiB);
    }

    [Fact]
    public void The_power_of_a_shared_GPU_is_shared_equally()
    {
        var erik = UserList.View.Of(All).Single(row => row.Name == "erik");

        Assert.Equal(388 / 4.0, erik.PowerWatts);
    }

    [Fact]
    public void A_GPU_that_is_held_and_not_used_counts_as_idle()
    {
        var bob = UserList.View.Of(All).Single(row => row.Name == "bob");

        Assert.Equal((1, 1), (bob.Gpus, bob.IdleGpus));
    }

    [Fact]
    public void A_container_is_a_person_of_its_own_and_a_silent_server_is_not_counted()
    {
        Assert.Contains(
            UserList.View.Of(All), row => row is { Name: "root (docker carol_resnet)", ShortName: "(carol_resnet)", IsMe: false });
        Assert.Equal("gpu01", Assert.Single(UserList.View.Of(All).Single(row => row.Name == "dora").Servers));
        Assert.Equal(["gpu04"], UserList.NotCounted(All));
    }

    [Theory]
    [InlineData("GPUs", "alice carol")]
    [InlineData("name", "alice bob")]
    [InlineData("idle GPUs", "bob carol")]
    [InlineData("longest job", "bob alice")]
    [InlineData("processes", "alice carol")]
    public void Rows_stand_by_what_they_are_sorted_by(string order, string first)
    {
        var sorted = All.Press("o", $"{Choice.LetterOf(UserList.View.SortNames.IndexOf(order))}");

        Assert.Equal(first.Split(' '), UserList.View.Of(sorted).Take(2).Select(row => row.Name));
    }

    [Theory]
    [InlineData("<", "name")]
    [InlineData(">", "idle GPUs")]
    [InlineData("> >", "GPU memory")]
    public void Brackets_follow_the_columns_of_the_screen(string keys, string order)
    {
        var sorted = All.Press(keys.Split(' '));

        Assert.Equal($"sorted by {order}", sorted.Notice?.Text);
        Assert.Equal(order, UserList.View.SortNames[UserList.View.SortOf(sorted.ListOf(ViewKind.Users))]);
    }

    [Theory]
    [InlineData("root (docker carol_resnet)", 1)]
    [InlineData("alice", 3)]
    public void Enter_leads_to_the_processes_of_the_person(string name, int processes)
    {
        var row = UserList.View.Of(All).Select(row => row.Name).ToList().IndexOf(name);

        var state = All.Press([.. Enumerable.Repeat("j", row), "Enter"]);

        Assert.Equal(ViewKind.Processes, state.View);
        Assert.Equal(processes, ProcessList.View.Of(state).Length);
        Assert.All(ProcessList.View.Of(state), process => Assert.Equal(name, process.Owner));
    }

    [Fact]
    public void Processes_without_a_visible_owner_are_one_row_that_Enter_opens()
    {
        var odd = OddFleet.State(160, 45) with { View = ViewKind.Users };
        var row = UserList.View.Of(odd).Select(row => row.Name).ToList().IndexOf("not visible");

        Assert.Equal("[Insufficient Permissions]",
            Assert.Single(ProcessList.View.Of(odd.Press([.. Enumerable.Repeat("j", row), "Enter"]))).Owner);
    }

    [Fact]
    public void Real_names_are_asked_for_once_and_shown_when_they_came()
    {
        var step = Lists.PressAll(All, "i");
        var asked = step.Effects.OfType<Effect.LookUpAccounts>().ToList();
        var again = Lists.PressAll(step.State.Press("i"), "i");
        var answered =
            step.State.Hear("gpu01", new Reading.Accounts([new Account("alice", 1001, "Alice Liddell")]), TimeSpan.FromSeconds(1));

        Assert.Equal(["gpu01", "gpu02", "gpu03"], asked.Select(effect => effect.Server));
        Assert.Equal("alice bob carol dora erik 李伟", string.Join(' ', asked[0].Names));
        Assert.Empty(again.Effects);
        Assert.Equal("Alice Liddell", UserList.View.Of(answered)[0].RealName);
    }

    [Fact]
    public void The_user_of_a_Slurm_job_is_requested_by_number_automatically()
    {
        var process = SampleFleet.Process("gpu03", "root", "python", TimeSpan.Zero, (1, 1, 1)) with { SlurmUserId = 1005 };

        var step = Update.Apply(All, new Message.ReadingReceived("gpu03", new Reading.Processes([process], null)), All.Now);

        Assert.Equal("1005", Assert.Single(Assert.IsType<Effect.LookUpAccounts>(Assert.Single(step.Effects)).Names));
    }

    [Theory]
    [InlineData("alexand+", "1004")]
    [InlineData("j?rgen", "1004")]
    [InlineData("1004", "1004")]
    [InlineData("alice", null)]
    public void A_login_that_top_cut_is_asked_for_by_number(string shown, string? asked)
    {
        var process = new HostProcess(7, shown, 99, 1, "x") { UserId = 1004 };
        var told = Update.Apply(All, new Message.ReadingReceived("gpu03", new Reading.Top([process])), All.Now).State;

        var step = Update.Apply(told, new Message.ReadingReceived("gpu03", new Reading.Processes([], null)), All.Now);

        Assert.Equal(asked, step.Effects.OfType<Effect.LookUpAccounts>().SelectMany(effect => effect.Names).SingleOrDefault());
    }
}
