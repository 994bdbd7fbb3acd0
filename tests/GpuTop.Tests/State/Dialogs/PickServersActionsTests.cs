using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.Terminal;

namespace GpuTop.Tests.State;

public sealed class PickServersActionsTests
{
    private static readonly AppState Start = new()
    {
        Fleet = new Fleet([]),
        Now = DateTimeOffset.UnixEpoch,
        Dialog = new Dialog.Pick(["gpu01", "web", "gpu02"], [], 0),
    };

    [Fact]
    public void Space_marks_and_enter_starts_with_what_is_marked_in_the_order_of_the_list()
    {
        var use = Assert.Single(Press(KeyPress.Of(Key.Down), KeyPress.Of('j'), KeyPress.Of(' '), KeyPress.Of('k'), KeyPress.Of('k'),
            KeyPress.Of(' '), KeyPress.Of(Key.Enter)));

        Assert.Equal(["gpu01", "gpu02"], ((Effect.UseServers)use).Hosts.ToArray());
        Assert.False(((Effect.UseServers)use).IsKept);
    }

    [Fact]
    public void Without_a_mark_it_is_the_one_under_the_cursor_and_w_keeps_it()
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
