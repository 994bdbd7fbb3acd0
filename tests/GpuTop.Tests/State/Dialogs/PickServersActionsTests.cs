using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests.State;

public sealed class PickServersActionsTests
{
    private static readonly AppState Start = new()
    {
        Fleet = new Fleet([]),
        Now = DateTimeOffset.UnixEpoch,
        Dialog = new PickServersDialog(["gpu01", "web", "gpu02"], []),
    };

    [Fact]
    public void Space_marks_and_Enter_uses_the_marked_hosts_in_list_order()
    {
        var use = Assert.Single(Press((KeyPress.Of(' '), 2), (KeyPress.Of(' '), 1), (KeyPress.Of(' '), 1), (KeyPress.Of(' '), 0),
            (KeyPress.Of(Key.Enter), 1)));

        Assert.Equal(["gpu01", "gpu02"], ((Effect.UseServers)use).Hosts.ToArray());
        Assert.False(((Effect.UseServers)use).IsKept);
    }

    [Fact]
    public void Without_marks_the_selected_host_is_used_and_w_saves_it()
    {
        var use = (Effect.UseServers)Assert.Single(Press((KeyPress.Of('w'), 1)));

        Assert.Equal((1, "web", true), (use.Hosts.Length, use.Hosts[0], use.IsKept));
    }

    [Fact]
    public void A_marks_all_and_q_quits()
    {
        Assert.Equal(3, ((Effect.UseServers)Press((KeyPress.Of('a'), 0), (KeyPress.Of(Key.Enter), 0))[0]).Hosts.Length);
        Assert.IsType<Effect.Quit>(Press((KeyPress.Of('q'), 0))[0]);
    }

    private static ImmutableArray<Effect> Press(params (KeyPress Key, int Selected)[] keys) =>
        keys.Aggregate(new UpdateResult(Start, []), (step, key) => Update.Apply(
            step.State,
            new Message.Pressed(key.Key) { Values = new DialogValues(key.Selected, []) },
            DateTimeOffset.UnixEpoch)).Effects;
}
