using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GpuTop.Config.Toml;

namespace GpuTop.Tests.Config.Toml;

public sealed class TomlDocumentTests
{
    [Theory]
    [InlineData("a = 'x' # note", "x")]
    [InlineData("a = \"tab\\t \\u00e9 \\U0001F600\"", "tab\t é 😀")]
    [InlineData("a = \"\"\"\nx\\\n   y\"\"\"\"\"", "xy\"\"")]
    [InlineData("a = '''\r\nx\r\ny'''", "x\ny")]
    public void Text_has_four_forms(string toml, string text) =>
        Assert.Equal(text, Assert.IsType<TomlValue.Text>(Value(toml)).Value);

    [Theory]
    [InlineData("a = 1_000", 1000L)]
    [InlineData("a = -0x1F", null)]
    [InlineData("a = 0x1f", 31L)]
    [InlineData("a = 0o17", 15L)]
    [InlineData("a = 0b101", 5L)]
    [InlineData("a = 9223372036854775807", long.MaxValue)]
    [InlineData("a = 9223372036854775808", null)]
    [InlineData("a = 0x8000000000000000", null)]
    [InlineData("a = 01", null)]
    [InlineData("a = 1__0", null)]
    public void An_integer_is_exact_or_refused(string toml, long? number) =>
        Assert.Equal(number, (Value(toml) as TomlValue.Integer)?.Value);

    [Theory]
    [InlineData("a = 1979-05-27 07:32:00.5+01:00", "1979-05-27T06:32:00.5000000Z")]
    [InlineData("a = 1979-05-27", "1979-05-27T00:00:00.0000000")]
    [InlineData("a = 1979-02-29", null)]
    [InlineData("a = 24:00:00", null)]
    [InlineData("a = 0001-01-01T00:00:00+01:00", null)]
    public void Invalid_dates_are_refused(string toml, string? iso) =>
        Assert.Equal(iso, (Value(toml) as TomlValue.Moment)?.Value.ToString("o"));

    [Fact]
    public void Headers_and_dotted_keys_build_one_tree()
    {
        var document = Read("a.b = 1\n[c.d]\ne = 2\n[[f]]\n[f.g]\nh = 3\n[[f]]\n[c]\ni = {j.k = [4, {l = 5}]}");

        Assert.Empty(document.Mistakes);
        Assert.Equal("{a={b=1},c={d={e=2},i={j={k=[4,{l=5}]}}},f=[{g={h=3}},{}]}", Shown(document.Root));
    }

    [Fact]
    public void A_value_knows_its_line_and_column_in_characters()
    {
        var document = Read("\n  'é😀' = 7");

        Assert.Equal(new(2, 10), document.Root.Entries["é😀"].Value.Position);
        Assert.Equal(new(2, 3), document.Root.Entries["é😀"].KeyPosition);
    }

    [Theory]
    [InlineData("a = gpu 01", "1:5: 'gpu' is not a value; text needs quotes: \"...\"")]
    [InlineData("a = \"x", "1:5: text is not closed; \" is missing at its end")]
    [InlineData("a = 1\na = 2", "2:1: 'a' is already defined on line 1")]
    [InlineData("[a]\n[a]", "2:2: 'a' is already defined on line 1")]
    [InlineData("a = { b = 1", "1:11: expected , or } in the inline table, found the end of the file")]
    [InlineData("a = {\n b = 1\n[c]\nd = 2", "1:5: the inline table is not closed; } is missing")]
    [InlineData("a = 1s", "1:5: '1s' is not a value; text needs quotes: \"...\"")]
    [InlineData("a = True", "1:5: 'True' is not a value; did you mean 'true'?")]
    [InlineData("a = 9223372036854775808", "1:5: the number does not fit in 64 bits")]
    [InlineData("a = 0xffffffffffffffff", "1:5: the number does not fit in 64 bits")]
    [InlineData("a = 1979-02-29", "1:5: there is no such date or time as '1979-02-29'")]
    [InlineData("a = ['x' 'y']", "1:10: expected , or ] in the list, found '''")]
    [InlineData("a\nb = 1", "1:2: expected = after the key 'a', found the end of the line")]
    [InlineData("'a = 1\nb = 1", "1:1: text is not closed; ' is missing at its end")]
    [InlineData("a == 1", "1:4: '=' is not a value; text needs quotes: \"...\"")]
    [InlineData("[a", "1:3: expected ] after the table's name, found the end of the file")]
    [InlineData("a = [1,\n", "1:5: the list is not closed; ] is missing")]
    [InlineData("a = 1 \u0001", "1:7: expected the end of the line, found '\\u0001'")]
    [InlineData("a = 1 # \u0001", "1:9: invalid control character U+0001 in comment")]
    [InlineData("a = \"\\x\"", "1:6: unknown escape '\\x'; a backslash itself is \\\\")]
    [InlineData("a = \"C:\\Users\"", "1:8: unknown escape '\\Us'; a backslash itself is \\\\")]
    [InlineData("a = \"x\\", "1:5: text is not closed; \" is missing at its end")]
    public void A_mistake_names_its_place_and_the_remedy(string toml, string mistake) =>
        Assert.StartsWith(mistake, Assert.Single(Read(toml).Mistakes).ToString());

    [Fact]
    public void A_bad_value_loses_only_its_line()
    {
        var document = Read("a = 1\nb = oops\nc = 3\nd = 'x\n[t]\ne = 5\nf = {g = nope}\nh = 6\n");

        Assert.Equal([2, 4, 7], document.Mistakes.Select(m => m.Line!.Value));
        Assert.Equal("{a=1,b=?,c=3,d=?,t={e=5,f=?,h=6}}", Shown(document.Root));
    }

    [Fact]
    public void A_bad_item_loses_only_its_line()
    {
        var document = Read("a = [\n  one, # note\n  'two'\n  'three',\n]\nb = 2");

        Assert.Equal(["2:3", "4:3"], document.Mistakes.Select(m => $"{m.Line}:{m.Column}"));
        Assert.Equal("{a=[two],b=2}", Shown(document.Root));
    }

    [Theory]
    [InlineData("a = ['x', \"--app-name=gputop\"]")]
    [InlineData("a = [\n  'x',\n  \"--app-name=gputop\",\n]")]
    [InlineData("a = [\"x\", \"--app-name\\u003dgputop\"]")]
    [InlineData("a = ['x', '--app-name=gputop' # = \n]")]
    public void An_equals_sign_in_an_item_is_part_of_it(string toml)
    {
        var document = Read(toml);

        Assert.Empty(document.Mistakes);
        Assert.Equal("{a=[x,--app-name=gputop]}", Shown(document.Root));
    }

    [Fact]
    public void Every_list_of_printable_texts_reads_back()
    {
        var letters = Gen.Frequency(
            (4, Gen.Elements([.. "=.,[]{}#\"'\\ -_aA0/:$é😀".EnumerateRunes().Select(rune => rune.ToString())])),
            (1, Gen.Choose(0x20, 0x7E).Select(code => ((char)code).ToString())));
        var texts = letters.ListOf().Select(string.Concat);
        var lists = texts.ListOf().ToArbitrary();

        Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(lists, list =>
            ReadsBack(list, ", ", Basic)
            && ReadsBack(list, ",\n  ", Basic)
            && ReadsBack([.. list.Where(text => !text.Contains('\''))], " , ", text => $"'{text}'")));
    }

    [Theory]
    [InlineData("a = ['x', 'y'\n\"b\" = 2\nc = 3")]
    [InlineData("a = ['x', 'y'\nb = 2\nc = 3")]
    [InlineData("a = ['x',\n\nb = 2\nc = 3")]
    [InlineData("a = [['x']\n  b = 2\nc = 3")]
    public void A_list_without_an_end_does_not_swallow_the_next_assignment(string toml)
    {
        var document = Read(toml);

        Assert.Contains("not closed", Assert.Single(document.Mistakes).Text);
        Assert.Equal("{a=?,b=2,c=3}", Shown(document.Root));
    }

    [Fact]
    public void Keys_below_a_broken_header_are_in_no_other_table()
    {
        var document = Read("[a]\nb = 1\n[!]\nb = 2\n[a]\nb = 3\n[c]\nd = 4");

        Assert.Equal([3, 5], document.Mistakes.Select(m => m.Line!.Value));
        Assert.Equal("{a={b=1},c={d=4}}", Shown(document.Root));
    }

    [Fact]
    public void Invalid_utf8_is_one_mistake_per_line()
    {
        var document = TomlDocument.Read([.. "a = 'é"u8, 0xff, 0xfe, .. "'\nb = "u8, 0x80, .. "\nc = 3"u8]);

        Assert.Equal(["1:7: byte 0xff is not UTF-8", "2:5: byte 0x80 is not UTF-8"], document.Mistakes.Select(m => m.ToString()));
        Assert.Equal(3L, Assert.IsType<TomlValue.Integer>(document.Root.Entries["c"].Value).Value);
    }

    [Fact]
    public void Utf16_is_recognized_and_a_byte_order_mark_passed_over()
    {
        Assert.Contains("UTF-16", Assert.Single(TomlDocument.Read([0xff, 0xfe, (byte)'a', 0]).Mistakes).Text);
        Assert.Empty(TomlDocument.Read([0xef, 0xbb, 0xbf, .. "a = 1"u8]).Mistakes);
    }

    [Fact]
    public void Deep_nesting_is_a_mistake_and_no_crash()
    {
        var document = Read("a = " + new string('[', 100_000));

        Assert.Equal("1:68: nested too deeply", Assert.Single(document.Mistakes).ToString());
    }

    [Theory]
    [InlineData("a = oops\n", 200, 100)]
    [InlineData("<p>hello\n", 100_000, 1)]
    public void A_file_has_at_most_a_hundred_mistakes(string line, int lines, int mistakes) =>
        Assert.Equal(mistakes, Read(string.Concat(Enumerable.Repeat(line, lines))).Mistakes.Length);

    [Fact]
    public void Each_mistake_is_reported_once()
    {
        var document = Read("a = 'x\n[b\nc = [1, two]\nc.d = 3\n[e]\nf = { g = 1, h =\ni = \"\\q\"\n"
            + "[e]\nj = 1 2\n= 3\nk = [\n'l'\n'm',\n]\nn = 4");

        Assert.Equal(
            ["1:5", "2:3", "3:9", "4:1", "6:17", "7:6", "8:2", "9:7", "10:1", "13:1"],
            document.Mistakes.Select(m => $"{m.Line}:{m.Column}"));
        Assert.Equal("{a=?,b={c=?},e={f=?,i=?}}", Shown(document.Root));
    }

    [Theory]
    [InlineData("hook = [\"notify-send\", \"--app-name=x\"]", "{hook=[notify-send,--app-name=x]}")]
    [InlineData("hook = [\n  \"--app-name=x\"\n]", "{hook=[--app-name=x]}")]
    [InlineData("hook = [\n  \"a = 1\",\n  '[b]',\n]", "{hook=[a = 1,[b]]}")]
    public void Text_that_looks_like_an_assignment_stays_part_of_its_list(string toml, string shown)
    {
        var document = Read(toml);

        Assert.Empty(document.Mistakes);
        Assert.Equal(shown, Shown(document.Root));
    }

    [Theory]
    [InlineData("a = \"\uFFFD\"\n")]
    [InlineData("a = '\uFFFD' # \uFFFD\n")]
    [InlineData("a = \"\"\"\uFFFD\"\"\"\n")]
    [InlineData("a = \"\\uFFFD\"\n")]
    public void A_replacement_character_is_text(string toml)
    {
        var document = Read(toml);

        Assert.Empty(document.Mistakes);
        Assert.Equal("\uFFFD", Assert.IsType<TomlValue.Text>(document.Root.Entries["a"].Value).Value);
    }

    [Theory]
    [InlineData("\uFFFD = 1\n")]
    [InlineData("a = \uFFFD\n")]
    public void A_replacement_character_outside_of_text_is_refused(string toml) => Assert.Single(Read(toml).Mistakes);

    [Fact]
    public void Every_list_that_init_quotes_reads_back()
    {
        var printable = Gen.Choose(0x20, 0x2ffff)
            .Where(c => Rune.IsValid(c) && !Rune.IsControl(new(c)))
            .Select(c => new Rune(c).ToString());
        var syntax = Gen.Elements("=", "-", "[", "]", "{", "}", ",", "\"", "'", "\\", "#", " ", "a", "--app-name=x", "\"\"\"", "'''");
        var texts = Gen.OneOf(printable, syntax, syntax).ListOf().Select(string.Concat);

        Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(texts.ListOf().ToArbitrary(), list =>
        {
            var oneLine = $"a = [{string.Join(", ", list.Select(TomlText.Quote))}]\nb = 1\n";
            var lines = $"a = [\n{string.Concat(list.Select(text => $"  {TomlText.Quote(text)},\n"))}]\nb = 1\n";
            return new[] { oneLine, lines }.All(toml => Read(toml) is { Mistakes.Length: 0, Root: var root }
                && root.Entries.Count == 2
                && root.Entries["a"].Value is TomlValue.Sequence { Items: var items }
                && items.Select(item => Assert.IsType<TomlValue.Text>(item).Value).SequenceEqual(list));
        }));
    }

    [Fact]
    public void Parsing_ends_for_any_bytes() => Check.QuickThrowOnFailure(Prop.ForAll<byte[]>(bytes =>
        TomlDocument.Read(bytes).Mistakes.All(m => m.Line > 0 && m.Column > 0 && !m.Text.Any(char.IsControl))));

    [Fact]
    public void Parsing_ends_for_any_tokens()
    {
        string[] pieces = ["a", "b", "1", ".", "=", "[", "]", "{", "}", ",", "\"", "'", "'''", "\\", "#", "\n", "\r", " ", "é", "\0"];
        var jumbles = Gen.Elements(pieces).ListOf().Select(string.Concat).ToArbitrary();

        Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(jumbles, toml => Read(toml).Root is not null));
    }

    private static bool ReadsBack(IReadOnlyCollection<string> list, string separator, Func<string, string> quoted)
    {
        var document = Read($"a = [{string.Join(separator, list.Select(quoted))}]\nb = 1");
        return document.Mistakes.IsEmpty
            && document.Root.Entries["a"].Value is TomlValue.Sequence sequence
            && sequence.Items.Select(item => ((TomlValue.Text)item).Value).SequenceEqual(list);
    }

    private static string Basic(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static TomlDocument Read(string toml) => TomlDocument.Read(Encoding.UTF8.GetBytes(toml));

    private static TomlValue? Value(string toml) => Read(toml).Root.Entries.GetValueOrDefault("a")?.Value;

    private static string Shown(TomlValue value) => value switch
    {
        TomlTable table => "{" + string.Join(',', table.Entries.Select(e => e.Key + "=" + Shown(e.Value.Value))) + "}",
        TomlValue.Sequence array => "[" + string.Join(',', array.Items.Select(Shown)) + "]",
        TomlValue.Integer number => number.Value.ToString(),
        TomlValue.Text text => text.Value,
        _ => "?",
    };
}
