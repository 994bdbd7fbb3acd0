using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Ui;
using GpuTop.Ui;

namespace GpuTop.Tests.State;

public sealed class GpuActionsTests
{
    private static readonly KeyPress Enter = KeyPress.Of(Key.Enter);
    private static readonly KeyPress Escape = KeyPress.Of(Key.Escape);
    private static readonly KeyPress Right = KeyPress.Of(Key.Right);

    [Fact]
    public void Enter_opens_the_page_of_the_gpu_and_Escape_returns()
    {
        var page = Press(OnGpu(2), Enter);
        var back = Press(page, Right, Escape);

        Assert.Equal((ViewKind.Gpu, new ItemKey("gpu01", "GPU-gpu01-2")), (page.View, page.GpuScreen?.Place));
        Assert.Equal((ViewKind.Fleet, new ItemKey("gpu01", "GPU-gpu01-3")), (back.View, back.FleetScreen.Cursor));
    }

    [Fact]
    public void Enter_on_a_server_folds_it()
    {
        var state = Press(SampleFleet.State(80, 24), Enter);

        Assert.Equal(ViewKind.Fleet, state.View);
        Assert.Contains("gpu01", state.FleetScreen.Folded);
    }

    [Fact]
    public void Enter_on_a_server_with_a_failing_driver_shows_its_error_and_the_remedy()
    {
        var failure = new Reading.Gpus([], "Failed to initialize NVML: Driver/library version mismatch") { HasEnded = true };
        var state = SampleFleet.State(80, 24);
        state = state with { Fleet = state.Fleet.With("gpu01", server => SampleFleet.Hear(server, failure, SampleFleet.Now)) };

        var trouble = Assert.IsType<ProblemDialog>(Press(state, Enter).Dialog);

        Assert.Equal(failure.Problem, trouble.Problem.Text);
        Assert.StartsWith("the driver was updated", trouble.Problem.Remedy);
    }

    [Fact]
    public void Enter_opens_the_first_gpu_in_the_summary_density()
    {
        var state = Press(SampleFleet.State(40, 10), Enter);

        Assert.Equal(new ItemKey("gpu01", "GPU-gpu01-0"), state.GpuScreen?.Place);
    }

    [Fact]
    public void Arrows_move_through_all_gpus_and_wrap()
    {
        var next = Press(OnGpu(7), Enter, Right);
        var before = Press(OnGpu(0), Enter, KeyPress.Of(Key.Left));

        Assert.Equal("gpu02", next.GpuScreen?.Place.Server);
        Assert.Equal("gpu04", before.GpuScreen?.Place.Server);
    }

    [Fact]
    public void Brackets_choose_the_span_which_stays_for_the_next_page()
    {
        var day = Press(OnGpu(0), Enter, KeyPress.Of(']'), KeyPress.Of(']'), KeyPress.Of(']'));
        var shorter = Press(day, Right, KeyPress.Of('['), Escape, Enter);

        Assert.Equal(TimeSpan.FromDays(1), day.GpuScreen?.Span);
        Assert.Equal(TimeSpan.FromHours(2), shorter.GpuScreen?.Span);
    }

    [Fact]
    public void D_asks_the_driver_once_and_its_answer_comes_to_the_page()
    {
        var page = Press(OnGpu(0), Enter);
        var asked = Update.Apply(page, new Message.Pressed(KeyPress.Of('d')), SampleFleet.Now);
        var again = Update.Apply(asked.State, new Message.Pressed(KeyPress.Of('d')), SampleFleet.Now);
        var answered = Update.Apply(asked.State, new Message.GpuInspected("gpu01", 1, Detail, null), SampleFleet.Now).State;

        Assert.Equal(new Effect.InspectGpu("gpu01", "GPU-gpu01-0") { Id = 1 }, Assert.Single(asked.Effects));
        Assert.Empty(again.Effects);
        Assert.Equal("the driver was asked already", again.State.Notice?.Text);
        Assert.Same(Detail, answered.GpuScreen?.DetailQuery?.Detail);
    }

    [Fact]
    public void D_goes_to_the_end_of_the_page_where_the_answer_comes_and_says_so()
    {
        var asked = Press(OnGpu(0), Enter, KeyPress.Of('d'));
        var answered = Update.Apply(asked, new Message.GpuInspected("gpu01", 1, Detail, null), SampleFleet.Now).State;
        var failed = Update.Apply(asked, new Message.GpuInspected("gpu01", 1, null, "no devices were found"), SampleFleet.Now).State;

        Assert.Equal("asked the driver: its answer is added at the end of this page", asked.Notice?.Text);
        Assert.Contains("asked 0 s ago", ScreenOf(asked));
        Assert.Equal("the driver answered: at the end of this page", answered.Notice?.Text);
        Assert.Contains("the driver reported", ScreenOf(answered));
        Assert.Equal("the driver did not answer: no devices were found", failed.Notice?.Text);
    }

    [Fact]
    public void An_answer_for_another_page_is_dropped()
    {
        var asked = Press(OnGpu(0), Enter, KeyPress.Of('d'), Right);

        var state = Update.Apply(asked, new Message.GpuInspected("gpu01", 1, Detail, null), SampleFleet.Now).State;

        Assert.Null(state.GpuScreen?.DetailQuery);
    }

    [Fact]
    public void A_server_that_is_lost_cannot_be_asked()
    {
        var lost = SampleFleet.State(80, 24) with
        {
            GpuScreen = new GpuScreen(new ItemKey("gpu04", "GPU-gpu04-0"), ViewKind.Fleet),
            View = ViewKind.Gpu,
        };

        var step = Update.Apply(lost, new Message.Pressed(KeyPress.Of('d')), SampleFleet.Now);

        Assert.Empty(step.Effects);
        Assert.Equal("not connected", step.State.Notice?.Text);
    }

    [Fact]
    public void A_gpu_that_is_not_known_any_more_leaves_keys_without_harm()
    {
        var gone = SampleFleet.State(80, 24) with
        {
            GpuScreen = new GpuScreen(new ItemKey("gpu01", "GPU-gone"), ViewKind.Fleet),
            View = ViewKind.Gpu,
        };

        var state = Press(gone, KeyPress.Of('j'), KeyPress.Of('d'), KeyPress.Of('G'), KeyPress.Of(']'), Escape);

        Assert.Equal(ViewKind.Fleet, state.View);
    }

    private static string ScreenOf(AppState state)
    {
        var frame = new CellBuffer(0, 0);
        Screen.Draw(state, frame);
        return frame.ToText();
    }

    private static readonly GpuDetail Detail = new()
    {
        Power = new PowerDetail(null, null, null, null),
        Pcie = new PcieDetail(null, null, null),
        Memory = new MemoryDetail(),
        Video = new VideoDetail(null, null, null),
    };

    private static AppState OnGpu(int index)
    {
        var state = SampleFleet.State(80, 24);
        return state with { FleetScreen = state.FleetScreen with { Cursor = new ItemKey("gpu01", SampleFleet.Uuid("gpu01", index)) } };
    }

    private static AppState Press(AppState state, params KeyPress[] keys) =>
        keys.Aggregate(state, (current, key) => Update.Apply(current, new Message.Pressed(key), SampleFleet.Now).State);
}
