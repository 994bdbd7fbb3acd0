using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.State;

public sealed class EnvironmentDialogTests
{
    private static readonly UpdateResult Opened = ActionFleet.State().On(0).Press('e');

    private static EnvironmentDialog Shown => Assert.IsType<EnvironmentDialog>(Opened.State.Dialog);

    [Fact]
    public void E_reads_the_environment_of_my_process() =>
        Assert.Equal(
            new Effect.ReadEnvironment("gpu01", 4711, 123456) { Id = Shown.RequestId },
            Assert.Single(Opened.Effects));

    [Fact]
    public void The_answer_is_shown_sorted()
    {
        var answered = Answer("PATH=/bin\nHOME=/home/alice\n\nX=a=b\n", 0);

        Assert.Equal(["HOME=/home/alice", "PATH=/bin", "X=a=b"], Assert.IsType<EnvironmentDialog>(answered.Dialog).Variables!);
        var text = GuiScreen.Of(answered).Frame.ToText();
        Assert.Contains("environment of 4711 on gpu01", text);
        Assert.Contains("PATH=/bin", text);
    }

    [Theory]
    [InlineData("", 1, "the process has ended")]
    [InlineData("gpu01 is not connected", null, "gpu01 is not connected")]
    public void A_failure_is_told(string text, int? code, string expected)
    {
        var answered = Answer(text, code);

        Assert.Equal(expected, Assert.IsType<EnvironmentDialog>(answered.Dialog).Problem);
        Assert.Contains(expected, GuiScreen.Of(answered).Frame.ToText());
    }

    [Fact]
    public void An_answer_that_comes_after_the_dialog_was_closed_is_not_shown()
    {
        var closed = Opened.State.Press(KeyPress.Of(Key.Escape)).State;

        Assert.Null(Update.Apply(closed, new Message.CommandAnswered("gpu01", Shown.RequestId, "A=1\n", 0), closed.Now).State.Dialog);
    }

    [Fact]
    public void Nothing_is_read_without_a_single_process_of_mine()
    {
        var processes = ActionFleet.State() with { View = ViewKind.Processes };
        var ofBob = ProcessList.View.Of(processes).Single(row => row.Owner == "bob");
        var notMine = ListActions.Select(processes, ofBob.Key).Press('e');

        Assert.Empty(notMine.Effects);
        Assert.Contains("not your process", notMine.State.Notice?.Text);
        Assert.Equal("no process is selected", ActionFleet.State().On(2).Press('e').State.Notice?.Text);
        Assert.Equal("several processes are selected", ActionFleet.State().On(1).Press('e').State.Notice?.Text);
    }

    [Theory]
    [InlineData(160, 45)]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    [InlineData(20, 4)]
    public void Long_and_odd_variables_can_be_shown_at_every_size(int width, int height)
    {
        var answered = Answer("LONG=" + new string('x', 500) + "\n=\nnothing\n文件=文件\n", 0);

        GuiScreen.Of(answered with { Width = width, Height = height }, KeyPress.Of('j'), KeyPress.Of(Key.End));
    }

    private static AppState Answer(string text, int? code) =>
        Update.Apply(Opened.State, new Message.CommandAnswered("gpu01", Shown.RequestId, text, code), Opened.State.Now).State;
}
