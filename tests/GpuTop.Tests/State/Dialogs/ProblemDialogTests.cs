using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests.State;

public sealed class ProblemDialogTests
{
    [Fact]
    public void Enter_on_a_failed_server_shows_the_output_and_r_reconnects()
    {
        var problem = new Problem("the host key has changed", "ssh-keygen -R srv", "@@@ WARNING");
        var state = Update.Apply(ActionFleet.State(),
            new Message.ConnectionChanged("gpu01", new ConnectionStatus(ConnectionPhase.NeedsUser, default, problem)), default).State;

        var open = state.Press(KeyPress.Of(Key.Enter)).State;
        var again = open.Press('r');

        Assert.Equal(new ProblemDialog("gpu01", problem), open.Dialog);
        Assert.Equal(new Effect.Refresh("gpu01"), Assert.Single(again.Effects));
        Assert.Null(open.Press('x').State.Dialog);
    }
}
