using System.Reactive.Linq;
using System.Text;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.State;
using GpuTop.Tests.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

public sealed class GuiHostTests : IDisposable
{
    private readonly FakeTty _device = new();
    private Tty? _tty;

    public void Dispose() => _tty?.Dispose();

    [Fact]
    public void Terminal_Gui_takes_our_driver()
    {
        using var host = Host(_ => { });

        Assert.True(host.HasDriver, "This version of Terminal.Gui has no constructor ApplicationImpl(IComponentFactory): gputop works, but "
            + "Terminal.Gui's own driver costs 2 % of a core and fails on signals. "
            + "Find the new way and change Ui/TerminalGui/GuiApplication.cs.");
    }

    public static TheoryData<string> Frames => new("rows", "panes", "summary", "odd", "tunnels", "tiny");

    [Theory]
    [MemberData(nameof(Frames))]
    public void Frames_are_the_bytes_that_the_frame_writer_makes_of_them(string name)
    {
        AppState[] states = name switch
        {
            "rows" => [SampleFleet.State(160, 45), SampleFleet.State(160, 45, Density.Panes), SampleFleet.State(160, 45)],
            "panes" => [SampleFleet.State(160, 45, Density.Panes)],
            "summary" => [SampleFleet.State(80, 24, Density.Summary)],
            "odd" => [OddFleet.State(160, 45, Density.Rows), SampleFleet.State(160, 45)],
            "tunnels" => [TunnelFleet.Busy().On("gpu01:6006") with { Width = 160, Height = 45 }],
            _ => [SampleFleet.State(1, 1)],
        };
        var writer = new FrameWriter(ColorDepth.TrueColor, isUtf8: true);
        var plain = new CellBuffer(0, 0);
        var expected = states.Select(state =>
        {
            Screen.Draw(state, plain);
            return Encoding.UTF8.GetString(writer.Write(plain).Span);
        }).ToList();

        _device.Size = (states[0].Width, states[0].Height);
        var drawn = 0;
        using var host = Host(frame => Screen.Draw(states[Math.Min(drawn, states.Length - 1)], frame));
        var actual = new List<string>();
        _device.OnWrite = () =>
        {
            actual.Add(_device.Happened[^1]);
            drawn++;
            if (drawn < states.Length)
            {
                host.Loop.Invalidate();
            }
            else
            {
                host.Loop.Stop(0);
            }
        };

        host.Run();

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Input_that_no_view_takes_arrives_as_it_was_typed()
    {
        var keys = from key in Enum.GetValues<Key>()
                   from held in new[] { Modifiers.None, Modifiers.Shift, Modifiers.Control, Modifiers.Alt }
                   where key != Key.Character
                   select KeyPress.Of(key, held);
        var characters = "aZ1/?:éß 李😀".EnumerateRunes().SelectMany(rune => new[]
        {
            new KeyPress(Key.Character, rune), new KeyPress(Key.Character, rune, Modifiers.Alt),
        });
        InputEvent[] typed =
        [
            .. keys, .. characters, KeyPress.Of('c', Modifiers.Control), new KeyInText(KeyPress.Of('q')), new Pasted("q\n"),
            new GpuTop.TerminalDriver.MouseInput(MouseAction.Click, 3, 2), new GpuTop.TerminalDriver.MouseInput(MouseAction.WheelUp, 0, 0),
            new Resized(80, 24), new FocusChanged(true),
        ];

        Assert.Equal(typed, Through(typed));
    }

    [Fact]
    public void Keys_of_the_library_have_the_names_of_ours()
    {
        var keys = Enum.GetValues<Key>().Where(key => key != Key.Character).Select(key => KeyPress.Of(key))
            .Concat("aZ1/?é李".EnumerateRunes().Select(rune => new KeyPress(Key.Character, rune)))
            .Append(KeyPress.Of('c', Modifiers.Control)).Append(KeyPress.Of(Key.Tab, Modifiers.Shift)).ToList();

        Assert.Equal(keys, keys.Select(key => GuiInput.Of(GuiInput.Of(key))));
    }

    [Fact]
    public void A_frame_waits_while_the_one_before_is_not_out()
    {
        var stuck = new ManualResetEventSlim();
        var draws = 0;
        using var host = Host(frame => frame.Text(0, 0, $"frame {++draws}", Style.Default));
        _device.OnWrite = () =>
        {
            if (draws == 1)
            {
                host.Loop.Invalidate();
                stuck.Wait();
            }
            else
            {
                host.Loop.Stop(7);
            }
        };
        using var later = new Timer(_ => stuck.Set(), null, 200, Timeout.Infinite);

        Assert.Equal(7, host.Run());
        Assert.Equal(2, draws);
    }

    [Fact]
    public void Exceptions_of_scheduled_actions_propagate()
    {
        using var host = Host(_ => { });
        host.Loop.Schedule(0, (_, _) => throw new InvalidOperationException("bug"));

        Assert.Throws<InvalidOperationException>(() => host.Run());
    }

    private List<InputEvent> Through(InputEvent[] typed)
    {
        using var host = Host(_ => { });
        var arrived = new List<InputEvent>();
        using var subscription = host.Unhandled(typed.ToObservable(host.Loop)).Subscribe(input =>
        {
            arrived.Add(input);
            if (arrived.Count == typed.Length)
            {
                host.Loop.Stop(0);
            }
        });
        host.Loop.Schedule(0, TimeSpan.FromSeconds(10), (_, _) =>
        {
            host.Loop.Stop(1);
            return System.Reactive.Disposables.Disposable.Empty;
        });
        host.Run();
        return arrived;
    }

    private GuiHost Host(Action<CellBuffer> draw)
    {
        _tty = new Tty(_device, _ => { }, usesMouse: false);
        _tty.Enter();
        var host = new GuiHost(_tty, ColorDepth.TrueColor, isUtf8: true, draw);
        host.Loop.Invalidate();
        return host;
    }
}
