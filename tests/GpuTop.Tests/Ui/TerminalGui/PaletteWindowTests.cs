using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.State;

namespace GpuTop.Tests.Ui;

/// <summary>The palette on the screen: typing, groups, entries of several lines, the mouse.</summary>
public sealed class PaletteWindowTests
{
    private static readonly KeyPress Enter = KeyPress.Of(Key.Enter);
    private static readonly KeyPress Down = KeyPress.Of(Key.Down);
    private static readonly KeyPress Question = KeyPress.Of('?');

    private static readonly AppState Fleet = SampleFleet.State(80, 24);

    [Fact]
    public void It_filters_as_words_are_typed_and_the_arrows_select()
    {
        InputEvent[] palette = [KeyPress.Of(':'), .. Typed("gpu0")];

        Assert.Equal("gpu01", GuiScreen.Of(Fleet, [.. palette, Enter]).State.FleetScreen.Cursor?.Server);
        Assert.Equal("gpu03", GuiScreen.Of(Fleet, [.. palette, Down, Down, Enter]).State.FleetScreen.Cursor?.Server);
        Assert.Equal("gpu02", GuiScreen.Of(Fleet, [.. palette, Down, Down, KeyPress.Of('2'), Enter]).State.FleetScreen.Cursor?.Server);
        Assert.Contains("nothing matches", GuiScreen.Of(Fleet, [.. palette, KeyPress.Of('x')]).Frame.ToText());
    }

    [Fact]
    public void Digits_and_letters_filter_and_Esc_closes()
    {
        foreach (var text in new[] { "1", "q", "j", "K" })
        {
            Assert.Equal(new PaletteDialog(text), GuiScreen.Of(Fleet, [Question, .. Typed(text)]).State.Dialog);
        }

        Assert.Null(GuiScreen.Of(Fleet, Question, KeyPress.Of('q'), KeyPress.Of(Key.Escape)).State.Dialog);
    }

    [Fact]
    public void Tab_leaves_the_focus_in_the_field() =>
        Assert.Equal(new PaletteDialog("a"), GuiScreen.Of(Fleet, Question, KeyPress.Of(Key.Tab), KeyPress.Of('a')).State.Dialog);

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    public void Headings_are_not_selected_and_what_is_selected_is_visible(int width, int height)
    {
        var count = new PaletteDialog().Matches(Fleet).Length;
        var state = SampleFleet.State(width, height);
        var downs = Enumerable.Repeat(Down, count + 5).ToArray();

        var end = GuiScreen.Of(state, [Question, .. downs]);
        var back = GuiScreen.Of(state, [Question, .. downs, .. Enumerable.Repeat(KeyPress.Of(Key.Up), count + 5)]);

        Assert.Contains("wheel", end.Frame.ToText());
        Assert.DoesNotMatch("↓ [0-9]+ more ─", end.Frame.ToText());
        Assert.Contains("for the selected item", back.Frame.ToText());
        Assert.DoesNotContain("↑ ", back.Frame.ToText().Split('\n')[1]);
        Assert.Null(GuiScreen.Of(end.State, Enter).State.Notice);
    }

    [Fact]
    public void Nothing_is_cut()
    {
        foreach (var (width, height, pages) in new[] { (80, 24, 12), (160, 45, 5), (40, 10, 90) })
        {
            for (var page = 0; page < pages; page += 3)
            {
                var shown = GuiScreen.Of(
                    SampleFleet.State(width, height), [Question, .. Enumerable.Repeat(KeyPress.Of(Key.PageDown), page)]);
                var dialog = shown.Frame.ToText().Split('\n').Where(line => line.Contains('│')).Select(line => line.Split('│')[1]);

                Assert.DoesNotContain(dialog, line => line.Contains('…'));
            }
        }
    }

    [Fact]
    public void A_click_on_any_line_of_an_entry_takes_it()
    {
        var state = SampleFleet.State(40, 10) with { Dialog = new PaletteDialog("fold it; the") };
        var lines = GuiScreen.Of(state).Frame.ToText().Split('\n');
        var last = Array.FindLastIndex(lines, line => line.Contains("left", StringComparison.Ordinal));

        Assert.Null(GuiScreen.Of(state, new GpuTop.TerminalDriver.MouseInput(MouseAction.Click, 12, last)).State.Dialog);
    }

    [Fact]
    public void The_wheel_scrolls()
    {
        var wheel = new GpuTop.TerminalDriver.MouseInput(MouseAction.WheelDown, 40, 12);

        Assert.Contains("↑ ", GuiScreen.Of(Fleet, [Question, .. Enumerable.Repeat(wheel, 12)]).Frame.ToText());
    }

    [Fact]
    public void Text_that_is_pasted_as_keys_takes_nothing()
    {
        var state = ActionFleet.State().On(0) with { Dialog = new PaletteDialog() };

        var pasted = GuiScreen.Of(state, [.. "kill".Select(letter => new KeyInText(KeyPress.Of(letter))), new KeyInText(Enter)]);

        Assert.Equal(new PaletteDialog("kill"), pasted.State.Dialog);
        Assert.IsType<KillDialog>(GuiScreen.Of(pasted.State, Enter).State.Dialog);
    }

    [Theory]
    [InlineData("?", 40)]
    [InlineData("?", 80)]
    [InlineData("F2", 40)]
    [InlineData("F2", 80)]
    public void The_hints_fit(string key, int width)
    {
        var state = ActionFleet.State().On(0) with { Width = width, Height = 10 };
        var open = state.Press(key == "?" ? Question : KeyPress.Of(Key.F2)).State.After(1).State;

        var hint = GuiScreen.Of(open).Frame.ToText().Split('\n')[9].TrimEnd();

        Assert.EndsWith(key == "?" ? "Esc" : "any other key closes", hint.Replace(" closes", key == "?" ? "" : " closes"));
    }

    private static IEnumerable<KeyPress> Typed(string text) => text.Select(letter => KeyPress.Of(letter));
}
