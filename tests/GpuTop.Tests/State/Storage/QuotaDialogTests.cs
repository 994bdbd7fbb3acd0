using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.State;

public sealed class QuotaDialogTests
{
    private static readonly AppState Storage = Seen(80, 24);

    private static readonly UpdateResult Opened = Storage.Press('W');

    private static QuotaDialog Shown => Assert.IsType<QuotaDialog>(Opened.State.Dialog);

    [Fact]
    public void W_asks_for_the_users_of_the_selected_file_system()
    {
        var asked = Assert.IsType<Effect.ReadQuotas>(Assert.Single(Opened.Effects));

        Assert.Equal(("gpu01", "/home", Shown.RequestId), (asked.Server, asked.Mount.Path, asked.Id));
        Assert.Contains("asking", GuiScreen.Of(Opened.State).Frame.ToText());
    }

    [Fact]
    public void The_users_are_shown_with_their_part_of_the_limit_or_of_the_disk()
    {
        var text = Text(Answered(new DiskQuotas("repquota", [new("bob", 400, 800, 12), new("alice", 250, null, null)])));

        Assert.Contains("who fills /home on gpu01", text);
        Assert.Matches(@"bob +12 files +400K of +800K .* 50%", text);
        Assert.Matches(@"alice +250K of +1\.0M .* 25%", text);
        Assert.Contains("told by repquota", text);
    }

    [Fact]
    public void Where_inodes_are_short_those_with_the_most_files_come_first()
    {
        var mount = new Mount("/scratch", "/dev/sdb1", "xfs", 1000, 60, 940, 6, 99);
        var opened = Opened.State with { Dialog = Shown with { Mount = mount } };

        var answered = Update.Apply(
            opened,
            new Message.QuotasReceived(
                "gpu01", Shown.RequestId, new DiskQuotas("repquota", [new("bob", 40, null, 7), new("alice", 20, null, 900)])),
            opened.Now);

        Assert.Equal(["alice", "bob"], Assert.IsType<QuotaDialog>(answered.State.Dialog).Quotas!.Users.Select(user => user.User));
        Assert.Matches(@"alice +900 files .* 99%", Text(answered.State));
    }

    [Fact]
    public void An_own_share_is_said_to_be_one() =>
        Assert.Contains("your part of /home on gpu01", Text(Answered(new DiskQuotas("quota", [new("alice", 250, 300, 3)]))));

    [Fact]
    public void Without_quotas_it_says_what_else_can_look() =>
        Assert.Contains("[[command]]", Text(Answered(new DiskQuotas(null, []))));

    [Fact]
    public void A_failure_is_told()
    {
        var failed = Update.Apply(
            Opened.State, new Message.CommandAnswered("gpu01", Shown.RequestId, "gpu01 is not connected", null), Storage.Now).State;

        Assert.Contains("gpu01 is not connected", Text(failed));
    }

    [Fact]
    public void An_answer_after_the_dialog_was_closed_is_not_shown()
    {
        var closed = Opened.State.Press(KeyPress.Of(Key.Escape)).State;

        var answered = Update.Apply(closed, new Message.QuotasReceived("gpu01", Shown.RequestId, new DiskQuotas("quota", [])), closed.Now);

        Assert.Null(answered.State.Dialog);
    }

    [Fact]
    public void A_file_system_that_hangs_is_not_asked()
    {
        var mounts = SampleFleet.Heard("gpu01", SampleFleet.Days(0, 0, 1), [], []);
        var hanging = SampleFleet.Hear(
            mounts,
            new Reading.Mounts([new Mount("/old", "nas:/old", "nfs", null, null, null, null, null) { HangsFor = TimeSpan.FromHours(1) }]),
            SampleFleet.Now);

        var pressed = (Storage with { Fleet = new Fleet([hanging]) }).Press('W');

        Assert.Empty(pressed.Effects);
        Assert.Contains("df hangs on /old", pressed.State.Notice?.Text);
    }

    [Theory]
    [InlineData(160, 45)]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    [InlineData(20, 4)]
    public void It_can_be_shown_at_every_size(int width, int height)
    {
        var opened = Seen(width, height).Press('W').State;
        var id = Assert.IsType<QuotaDialog>(opened.Dialog).RequestId;
        var users = Enumerable.Range(0, 300).Select(number => new DiskQuota($"李伟{number}", 300 - number, null, number));

        var answered = Update.Apply(opened, new Message.QuotasReceived("gpu01", id, new DiskQuotas("repquota", [.. users])), opened.Now);

        Assert.Contains("300K", Text(answered.State));
    }

    private static AppState Seen(int width, int height)
    {
        var state = SampleFleet.State(width, height) with { View = ViewKind.Storage };
        var row = StorageList.View.Of(state).First(row => row.Path == "/home" && row.Server.Name == "gpu01");
        return ListActions.Select(state, row.Key);
    }

    private static AppState Answered(DiskQuotas quotas) =>
        Update.Apply(Opened.State, new Message.QuotasReceived("gpu01", Shown.RequestId, quotas), Storage.Now).State;

    private static string Text(AppState state) => GuiScreen.Of(state).Frame.ToText();
}
