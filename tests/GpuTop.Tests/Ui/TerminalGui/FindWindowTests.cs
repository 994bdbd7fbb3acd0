using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Model;

namespace GpuTop.Tests.Ui;

/// <summary>The find dialog on the screen: fields, the answer while typing, the mark, buttons.</summary>
public sealed class FindWindowTests
{
    private static readonly KeyPress Enter = KeyPress.Of(Key.Enter);
    private static readonly KeyPress Tab = KeyPress.Of(Key.Tab);
    private static readonly KeyPress Up = KeyPress.Of(Key.Up);
    private static readonly KeyPress Down = KeyPress.Of(Key.Down);

    private static readonly AppState Lab = new()
    {
        Fleet = new Fleet([Servers.Of("full", "bb"), Servers.Of("small", "FbFb"), Servers.Of("large", "bffffl")]),
        Now = Servers.Now,
        Dialog = new FindDialog(),
    };

    [Fact]
    public void The_first_digit_replaces_the_preset()
    {
        Assert.Equal(4, GpusOf(KeyPress.Of('4')));
        Assert.Equal(48, GpusOf(KeyPress.Of('4'), KeyPress.Of('8')));
        Assert.Equal(12, GpusOf(KeyPress.Of(Key.End), KeyPress.Of('2')));
        Assert.Equal(8, GpusOf(new Pasted("8")));
        Assert.Equal(1, GpusOf(new Pasted("none")));
        Assert.Equal(3, GpusOf(Up, Up));
        Assert.Equal(1, GpusOf(Up, Down, Down));
        Assert.Equal(5, GpusOf(Up, KeyPress.Of('5')));
    }

    [Fact]
    public void Typing_can_be_undone() => Assert.Equal(1, GpusOf(KeyPress.Of('4'), KeyPress.Of('_', Modifiers.Control)));

    [Fact]
    public void The_key_that_opens_it_and_a_digit_may_come_together() =>
        Assert.Equal("7", Dialog(Lab with { Dialog = null }, KeyPress.Of('w'), KeyPress.Of('7')).Gpus);

    [Fact]
    public void The_answer_changes_while_typing()
    {
        Assert.Contains("now: small 2 free · large 4 free", Text());
        Assert.Contains("now: large 4 free", Text(KeyPress.Of('3')));
        Assert.Contains("no server has 14 such GPUs; the most is 6, on large", Text(KeyPress.Of('1'), KeyPress.Of('4')));
        Assert.Contains("GPUs: a number from 1", Text(KeyPress.Of('x')));
        Assert.DoesNotContain("a number from 1", Text(KeyPress.Of('x'), KeyPress.Of('2')));
        Assert.Contains("now: small 2 free", Text([Tab, Tab, .. Typed("3090")]));
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    public void Places_are_not_broken_and_those_without_room_are_counted(int width, int height)
    {
        var many = Lab with
        {
            Fleet = new Fleet([.. Enumerable.Range(10, 20).Select(number => Servers.Of($"gpu{number}", "ff"))]),
            Width = width,
            Height = height,
        };

        var text = GuiScreen.Of(many).Frame.ToText();

        Assert.DoesNotMatch("│ ([0-9]+ )?(free|more)(?! for)", text);
        Assert.Matches(@"· \+[0-9]+ more *│", text);
        Assert.DoesNotContain('\u00A0', text);
    }

    [Fact]
    public void Matching_models_are_offered_and_the_arrows_take_them()
    {
        Assert.Contains("A100-80G · RTX 3090", Text(Tab, Tab));
        Assert.Contains("rtx            RTX 3090 ", Text([Tab, Tab, .. Typed("rtx")]));
        Assert.Equal("RTX 3090", Dialog(Lab, Tab, Tab, Down, Down).Model);
        Assert.Equal("A100-80G", Dialog(Lab, [Tab, Tab, .. Typed("a1"), Down]).Model);
    }

    [Fact]
    public void Space_and_a_click_and_a_key_turn_the_mark()
    {
        Assert.True(Dialog(Lab, Tab, Tab, Tab, KeyPress.Of(' ')).Share);
        Assert.False(Dialog(Lab, Tab, Tab, Tab, KeyPress.Of(' '), KeyPress.Of(' ')).Share);
        Assert.True(Dialog(Lab, FindDialog.ShareKey).Share);
        Assert.True(Dialog(Lab, ClickOn("[ ] also")).Share);
        Assert.Contains("[x] also", Text(ClickOn("[ ] also")));
        Assert.Contains("5 with room", Text(KeyPress.Of('1'), FindDialog.ShareKey).Replace("4 free, 1", "5", StringComparison.Ordinal));
    }

    [Fact]
    public void Enter_shows_and_an_invalid_field_gets_the_focus()
    {
        Assert.Equal(2, GuiScreen.Of(Lab, KeyPress.Of('2'), Enter).State.FleetScreen.Found?.Gpus);

        var refused = GuiScreen.Of(Lab, [Tab, .. Typed("20Q"), Tab, Tab, Tab, Enter, .. Typed("20G")]);
        Assert.Equal("20G", Assert.IsType<FindDialog>(refused.State.Dialog).Memory);
    }

    [Theory]
    [InlineData("wait")]
    [InlineData("copy")]
    [InlineData("shell")]
    [InlineData("show")]
    public void Buttons_are_pressed_by_Tab_and_Enter_by_a_click_and_by_their_keys(string label)
    {
        var at = Array.IndexOf(["show", "wait", "copy", "shell"], label);
        var key = new[] { Enter, FindDialog.WaitKey, FindDialog.CopyKey, FindDialog.ShellKey }[at];
        foreach (var pressed in new[]
        {
            GuiScreen.Of(Lab, [.. Enumerable.Repeat(Tab, 5 + at), Enter]),
            GuiScreen.Of(Lab, ClickOn($"] {label}")),
            GuiScreen.Of(Lab, key),
        })
        {
            Assert.Null(pressed.State.Dialog);
            Assert.Equal(label == "show", pressed.State.FleetScreen.Found is not null);
            Assert.Equal(label == "wait", pressed.Effects is [Effect.Notify]);
            Assert.Equal(label == "copy", pressed.Effects is [Effect.Copy]);
            Assert.Equal(label == "shell", pressed.Effects is [Effect.Attach]);
        }
    }

    [Fact]
    public void Read_only_mode_has_no_shell() =>
        Assert.DoesNotContain("shell", GuiScreen.Of(Lab with { Options = new AppOptions { ReadOnly = true } }).Frame.ToText());

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    [InlineData(40, 24)]
    [InlineData(20, 4)]
    [InlineData(160, 45)]
    public void It_works_at_every_size(int width, int height)
    {
        var state = Lab with { Width = width, Height = height };

        var screen = GuiScreen.Of(state, KeyPress.Of('2'), Tab, KeyPress.Of('2'), KeyPress.Of('0'));

        Assert.Equal(new FindDialog("2", "20"), screen.State.Dialog);
        Assert.True(height < 10 || screen.Frame.ToText().Contains("now: small 2 free", StringComparison.Ordinal), screen.Frame.ToText());
        var hint = screen.Frame.ToText().TrimEnd('\n').Split('\n')[^1].TrimEnd();
        Assert.EndsWith(width == 20 ? "" : width == 40 ? "Esc" : "Esc cancels", hint);
    }

    [Fact]
    public void The_header_says_what_is_filtered()
    {
        var shown = GuiScreen.Of(Lab, [KeyPress.Of('2'), Tab, .. Typed("40G"), Tab, .. Typed("a100"), Enter]);

        Assert.Contains(" find 2x40G a100 ", shown.Frame.ToText().Split('\n')[0]);
        Assert.DoesNotContain("small", shown.Frame.ToText());
    }

    [Fact]
    public void When_the_places_are_gone_the_screen_says_how_to_see_all()
    {
        var shown = GuiScreen.Of(Lab, Enter).State;

        Assert.Contains("nothing matches", GuiScreen.Of(shown with { Now = shown.Now.AddHours(1) }).Frame.ToText());
    }

    private static int? GpusOf(params InputEvent[] typed) =>
        GuiScreen.Of(Lab with { Fleet = new Fleet([]) }, [.. typed, FindDialog.WaitKey]).State.PendingWait?.Request.Gpus;

    private static IEnumerable<KeyPress> Typed(string text) => text.Select(letter => KeyPress.Of(letter));

    private static FindDialog Dialog(AppState state, params InputEvent[] input) =>
        Assert.IsType<FindDialog>(GuiScreen.Of(state, input).State.Dialog);

    private static string Text(params InputEvent[] input) => GuiScreen.Of(Lab, input).Frame.ToText();

    private static GpuTop.TerminalDriver.MouseInput ClickOn(string text)
    {
        var lines = Text().Split('\n');
        var y = Array.FindIndex(lines, line => line.Contains(text, StringComparison.Ordinal));
        return new(MouseAction.Click, lines[y].IndexOf(text, StringComparison.Ordinal), y);
    }
}
