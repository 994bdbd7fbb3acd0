using GpuTop.Cli;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

/// <summary>Scroll keys as the terminal sends them: limited to what is on the screen.</summary>
public sealed class ScrollTests
{
    private static readonly KeyPress Enter = KeyPress.Of(Key.Enter);

    private static AppState Page => Press(
        SampleFleet.State(80, 24) with
        {
            FleetScreen = new FleetScreen { Cursor = new ItemKey("gpu01", SampleFleet.Uuid("gpu01", 0)) },
        },
        Enter);

    [Fact]
    public void The_page_scrolls_no_further_than_its_ends()
    {
        var end = Press(Page, KeyPress.Of('G'), KeyPress.Of('G'), KeyPress.Of('G'));
        var start = Press(end, KeyPress.Of('k'), KeyPress.Of('g'), KeyPress.Of('k'));

        Assert.Equal(Screen.ScrollEnd(end), end.GpuScreen!.Top);
        Assert.True(end.GpuScreen.Top > 0);
        Assert.Equal(0, start.GpuScreen!.Top);
    }

    [Fact]
    public void A_key_after_the_terminal_has_grown_counts_from_the_new_end()
    {
        var end = Press(Page, KeyPress.Of('G')) with { Width = 80, Height = 28 };

        Assert.Equal(Screen.ScrollEnd(end) - 1, Press(end, KeyPress.Of('k')).GpuScreen!.Top);
    }

    [Fact]
    public void A_wider_terminal_leaves_nothing_to_scroll() => Assert.Equal(0, Screen.ScrollEnd(Page with { Width = 160, Height = 60 }));

    private static AppState Press(AppState state, params KeyPress[] keys) => keys.Aggregate(
        state,
        (now, key) => TerminalInput.Messages(key, now).Aggregate(now, (next, message) => Update.Apply(next, message, next.Now).State));
}
