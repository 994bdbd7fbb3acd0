using System.Text;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.State;
using GpuTop.Ui;
using Xunit.Abstractions;

namespace GpuTop.Tests.Fuzz;

/// <summary>Keys at random, faster than anybody who reads what he answers.</summary>
public sealed class MonkeyTests(ITestOutputHelper output)
{
    private const int Keys = 20_000;

    private static readonly Key[] Named = [.. Enum.GetValues<Key>().Where(key => key != Key.Character)];

    [Fact]
    public void Twenty_thousand_keys_end_no_process() => FuzzRun.All(output, 0.0003, 100, random =>
    {
        var state = Lab();
        var asked = 0;
        for (var i = 0; i < Keys; i++)
        {
            var now = state.Now + TimeSpan.FromMilliseconds(random.Next(20, 290));
            var step = Update.Apply(state, Input(random, state), now);
            Assert.DoesNotContain(step.Effects, effect => effect is Effect.SendSignal { Signal: not KillSignal.None });
            asked += step.State.Dialog is KillDialog && state.Dialog is not KillDialog ? 1 : 0;
            state = step.State;
            if (i % 7 == 0)
            {
                state = Update.Apply(state, new Message.Ticked(), now).State;
            }
        }

        Assert.True(asked > 10, $"the dialog was opened {asked} times");
    });

    /// <summary>A key or a character, those that act more often than others.</summary>
    public static KeyPress AnyKey(Random random) => random.Next(8) switch
    {
        0 => KeyPress.Of(Named[random.Next(Named.Length)], (Modifiers)random.Next(8)),
        1 => new KeyPress(Key.Character, new Rune(random.Next(0x20, 0xD800)), (Modifiers)random.Next(8)),
        2 => KeyPress.Of("KKtxy!\r"[random.Next(6)]),
        3 => KeyPress.Of(Key.Enter),
        4 => KeyPress.Of(random.Next(2) == 0 ? Key.Tab : Key.Escape),
        _ => KeyPress.Of((char)random.Next(0x20, 0x7F)),
    };

    private static Message Input(Random random, AppState state) => random.Next(20) switch
    {
        0 when state.Dialog is null && Screen.HitTest(state, random.Next(state.Width), random.Next(state.Height)) is { } spot =>
            new Message.Clicked(spot) { OpensMenu = random.Next(2) == 0 },
        1 => new Message.Pasted("Kt\n"),
        2 => new Message.Pressed(AnyKey(random)) { IsInText = true },
        _ => new Message.Pressed(AnyKey(random)),
    };

    private static AppState Lab()
    {
        var state = ActionFleet.TwoServersTagged();
        var target = Assert.IsType<KillDialog>(state.Press('K').State.Dialog).Targets[0];
        return state with
        {
            PendingKills = [new PendingKill(target, KillSignal.Term, null, state.Now, state.Now, Survived: true)],
            Options = state.Options with { Commands = [new UserCommand("disk", "d", "ncdu", CommandPlace.Server, Pause: false)] },
            Fleet = new Fleet(
                [
                    .. state.Fleet.Servers.Select(
                        server => server with { Connection = new ConnectionStatus(ConnectionPhase.Live, state.Now) })]),
        };
    }
}
