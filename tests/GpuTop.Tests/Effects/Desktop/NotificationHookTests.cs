using System.Reactive.Linq;
using System.Text;
using GpuTop.Effects;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Tests.Effects;

public sealed class NotificationHookTests
{
    private static readonly Notification Free =
        new("n", "gpu-free", "gpu01", "3", "bob", "GPU 3 is free; $(touch /tmp/owned) `id`", AlertChannels.Hook);

    [Fact]
    public async Task What_happened_is_in_the_environment_and_the_arguments_are_the_users_own()
    {
        var printed = await NotificationHook.Run(["sh", "-c", "echo $0 $1 >&2; exit 3", "a b", "$HOME"], Free).ToList();

        Assert.Equal(["exit code 3 a b $HOME"], printed);
        Assert.Equal(
            ["gpu-free", "gpu01", "3", "bob", "gpu01: GPU 3 is free; $(touch /tmp/owned) `id`"],
            new[] { "EVENT", "SERVER", "GPU", "USER", "TEXT" }.Select(name => NotificationHook.Variables(Free)["GPUTOP_" + name]));
    }

    [Fact]
    public async Task A_hook_that_works_says_nothing_and_one_that_fails_says_why()
    {
        Assert.Empty(await NotificationHook.Run(["sh", "-c", "test \"$GPUTOP_GPU\" = 3; exit $?"], Free).ToList());
        Assert.Equal(
            ["exit code 3 no such channel"], await NotificationHook.Run(["sh", "-c", "echo no such channel >&2; exit 3"], Free).ToList());
        Assert.Single(await NotificationHook.Run(["/nowhere/hook"], Free).ToList());
    }

    [Fact]
    public async Task Control_characters_in_the_error_output_of_a_hook_are_removed()
    {
        var problem = await NotificationHook
            .Run(["sh", "-c", @"printf '\033]0;title\007\033[31mno\r channel\n' >&2; exit 1"], Free)
            .SingleAsync();

        Assert.DoesNotContain(problem, char.IsControl);
        Assert.EndsWith("channel", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Bell_and_desktop_are_sent_as_asked_for()
    {
        Assert.Empty(TerminalNotification.Of(Free));
        Assert.Equal("\a", Encoding.UTF8.GetString(TerminalNotification.Of(Free with { Channels = AlertChannels.Bell })));
        Assert.Contains(
            "\e]777;notify;gputop;gpu01: GPU 3",
            Encoding.UTF8.GetString(
                TerminalNotification.Of(Free with { Channels = AlertChannels.Desktop })).Replace("\e\e", "\e", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }
}
