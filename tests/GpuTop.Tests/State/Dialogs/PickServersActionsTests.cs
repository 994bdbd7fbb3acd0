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
        Dialog = new PickServersDialog(["gpu01", "web", "gpu02"], [], 0),
    };

    [Fact]
    public void Space_marks_and_Enter_uses_the_marked_hosts_in_list_order()
    {
        var use = Assert.Single(Press(KeyPress.Of(Key.Down), KeyPress.Of('j'), KeyPress.Of(' '), KeyPress.Of('k'), KeyPress.Of('k'),
            KeyPress.Of(' '), KeyPress.Of(Key.Enter)));

        Assert.Equal(["gpu01", "gpu02"], ((Effect.UseServers)use).Hosts.ToArray());
        Assert.False(((Effect.UseServers)use).IsKept);
    }

    [Fact]
    public void Without_marks_the_host_under_the_cursor_is_used_and_w_saves_it()
    {
        var use = (Effect.UseServers)Assert.Single(Press(KeyPress.Of(Key.Down), KeyPress.Of('w')));

        Assert.Equal((1, "web", true), (use.Hosts.Length, use.Hosts[0], use.IsKept));
    }

    [Fact]
    public void A_marks_all_and_q_quits()
    {
        Assert.Equal(3, ((Effect.UseServers)Press(KeyPress.Of('a'), KeyPress.Of(Key.Enter))[0]).Hosts.Length);
        Assert.IsType<Effect.Quit>(Press(KeyPress.Of('q'))[0]);
    }

    private static ImmutableArray<Effect> Press(params KeyPress[] keys) =>
        keys.Aggregate(new UpdateResult(Start, []), (step, key) =>
            Update.Apply(step.State, new Message.Pressed(key), DateTimeOffset.UnixEpoch)).Effects;
}
