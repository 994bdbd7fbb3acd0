using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests.State;

public sealed class TextFieldTests
{
    [Fact]
    public void Text_is_inserted_at_the_cursor()
    {
        var field = Type(TextField.Of("ac"), KeyPress.Of(Key.Left), KeyPress.Of('b'));

        Assert.Equal(new TextField("abc", 2), field);
    }

    [Fact]
    public void A_glyph_of_two_code_units_is_crossed_and_deleted_as_one()
    {
        var field = TextField.Of("a🚀");

        Assert.Equal(new TextField("a🚀", 1), Type(field, KeyPress.Of(Key.Left)));
        Assert.Equal(new TextField("a", 1), Type(field, KeyPress.Of(Key.Backspace)));
        Assert.Equal(new TextField("a", 1), Type(field, KeyPress.Of(Key.Left), KeyPress.Of(Key.Delete)));
    }

    [Theory]
    [InlineData("", 0, "")]
    [InlineData("user:alice tr", 13, "user:alice ")]
    [InlineData("user:alice  ", 12, "")]
    public void Ctrl_W_deletes_a_word(string text, int cursor, string left) =>
        Assert.Equal(left, Type(new TextField(text, cursor), KeyPress.Of('w', Modifiers.Control)).Text);

    [Fact]
    public void Pasted_control_characters_stay_out() =>
        Assert.Equal("abc", TextField.Of("").Insert("a\eb\r\nc").Text);

    [Fact]
    public void Keys_of_the_list_are_not_its_own()
    {
        Assert.Null(TextField.Of("x").Press(KeyPress.Of(Key.Enter)));
        Assert.Null(TextField.Of("x").Press(KeyPress.Of(Key.F9)));
        Assert.Null(TextField.Of("x").Press(KeyPress.Of('c', Modifiers.Control)));
    }

    [Fact]
    public void Keys_at_the_edges_change_nothing()
    {
        var empty = TextField.Of("");

        Assert.Equal(empty,
            Type(empty, KeyPress.Of(Key.Backspace), KeyPress.Of(Key.Delete), KeyPress.Of(Key.Left), KeyPress.Of(Key.Right)));
    }

    private static TextField Type(TextField field, params KeyPress[] keys) =>
        keys.Aggregate(field, (before, key) => before.Press(key) ?? before);
}
