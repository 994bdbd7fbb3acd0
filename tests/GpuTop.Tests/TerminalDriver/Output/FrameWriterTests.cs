using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests.TerminalDriver;

public sealed class FrameWriterTests
{
    private const int Width = 23;
    private const int Height = 7;

    private static readonly string[] Texts =
    [
        "a", "hello world", "   ", "63.1/80.0 GiB", "李伟", "x李y伟z", "e\u0301te\u0301", "🚀🚀", "█▉▌▏", "⣿⣀⠁", "─│┌", "…–°",
        "か\u3099", "\e[31mred", "                              ", "ééé",
    ];

    private static readonly Color[] Colors =
    [
        Color.Default, Color.Palette(1), Color.Palette(12), Color.Palette(200), Color.Rgb(0xFF8800), Color.Rgb(0x102030),
        Color.Rgb(0x808080),
    ];

    private static readonly Gen<Drawing> AnyDrawing =
        from x in Gen.Choose(-3, Width)
        from y in Gen.Choose(0, Height - 1)
        from text in Gen.Elements(Texts)
        from fg in Gen.Elements(Colors)
        from bg in Gen.Frequency((3, Gen.Constant(Color.Default)), (1, Gen.Elements(Colors)))
        from attr in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, 15)))
        from fills in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Drawing(x, y, text, new(fg, bg, (Attr)attr), fills);

    private static readonly Arbitrary<Drawing[][]> AnyFrames = AnyDrawing.ArrayOf().Resize(12).ArrayOf().Resize(8).ToArbitrary();

    [Theory]
    [InlineData(ColorDepth.TrueColor, true)]
    [InlineData(ColorDepth.Ansi256, true)]
    [InlineData(ColorDepth.Ansi16, true)]
    [InlineData(ColorDepth.None, true)]
    [InlineData(ColorDepth.TrueColor, false)]
    [InlineData(ColorDepth.None, false)]
    public void The_terminal_shows_the_last_frame_whatever_came_before(ColorDepth depth, bool isUtf8) =>
        Prop.ForAll(AnyFrames, frames =>
        {
            var writer = new FrameWriter(depth, isUtf8);
            var terminal = new Emulator(Width, Height);
            var frame = new CellBuffer(Width, Height);
            foreach (var drawings in frames)
            {
                Draw(frame, drawings);
                terminal.Feed(writer.Write(frame));
                AssertShows(frame, terminal, depth, isUtf8);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_link_is_written_around_its_glyphs_and_never_left_open()
    {
        var writer = new FrameWriter(ColorDepth.TrueColor, isUtf8: true);
        var frame = new CellBuffer(20, 1);
        frame.Text(0, 0, "see here ok", Style.Default);
        frame.Link(new Rect(4, 0, 4, 1), "http://127.0.0.1:8888/?token=x");

        var written = Encoding.UTF8.GetString(writer.Write(frame).Span);

        Assert.Contains("see \e]8;id=gputop1;http://127.0.0.1:8888/?token=x\e\\here\e[C\e]8;;\e\\ok", written, StringComparison.Ordinal);
        Assert.True(writer.Write(frame).IsEmpty);
    }

    [Fact]
    public void A_link_to_elsewhere_is_written_anew_though_the_glyphs_are_the_same()
    {
        var writer = new FrameWriter(ColorDepth.TrueColor, isUtf8: true);
        var frame = new CellBuffer(20, 1);
        foreach (var url in (string[])["http://127.0.0.1:1/", "http://127.0.0.1:2/"])
        {
            frame.Clear();
            frame.Text(0, 0, "here", Style.Default);
            frame.Link(frame.Area, url);

            Assert.EndsWith(
                $";{url}\e\\here\e]8;;\e\\\e[?2026l", Encoding.UTF8.GetString(writer.Write(frame).Span), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(ColorDepth.TrueColor, "http://x/\a\e[31m")]
    [InlineData(ColorDepth.TrueColor, "http://x/ y")]
    [InlineData(ColorDepth.TrueColor, "http://ü/")]
    [InlineData(ColorDepth.Ansi16, "http://x/")]
    [InlineData(ColorDepth.None, "http://x/")]
    public void An_address_that_could_end_the_request_and_a_plain_console_get_no_link(ColorDepth depth, string url)
    {
        var frame = new CellBuffer(20, 1);
        frame.Text(0, 0, "here", Style.Default);
        frame.Link(frame.Area, url);

        Assert.DoesNotContain(
            "\e]8", Encoding.UTF8.GetString(new FrameWriter(depth, isUtf8: true).Write(frame).Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_widths_of_wide_glyphs_affect_only_those_glyphs()
    {
        var writer = new FrameWriter(ColorDepth.TrueColor, isUtf8: true);
        var terminal = new Emulator(Width, Height, wideGlyphsAreWide: false);
        var frame = new CellBuffer(Width, Height);
        frame.Text(0, 0, "a李b伟c", Style.Default);

        terminal.Feed(writer.Write(frame));

        Assert.Equal(("a", "b", "c"), (terminal[0, 0].Glyph, terminal[3, 0].Glyph, terminal[6, 0].Glyph));
    }

    [Fact]
    public void An_unchanged_frame_writes_nothing()
    {
        var writer = new FrameWriter(ColorDepth.TrueColor, isUtf8: true);
        var frame = Frame("load 12", Style.Default);
        writer.Write(frame);

        var again = writer.Write(frame);

        Assert.True(again.IsEmpty);
    }

    [Fact]
    public void Colours_that_reduce_to_the_same_one_write_nothing()
    {
        var writer = new FrameWriter(ColorDepth.Ansi16, isUtf8: true);
        writer.Write(Frame("load 12", Style.Of(Color.Rgb(0x00C800))));

        var next = writer.Write(Frame("load 12", Style.Of(Color.Rgb(0x00BE04))));

        Assert.True(next.IsEmpty);
    }

    [Fact]
    public void Only_what_differs_is_written_between_the_marks_of_one_update()
    {
        var writer = new FrameWriter(ColorDepth.TrueColor, isUtf8: true);
        writer.Write(Frame("load 12 of 99", Style.Default));

        var bytes = writer.Write(Frame("load 17 of 98", Style.Default));

        Assert.Equal("\e[?2026h\e[1;7H7\e[5C8\e[?2026l", Encoding.UTF8.GetString(bytes.Span));
    }

    [Fact]
    public void A_short_gap_is_written_again_instead_of_jumped_over()
    {
        var writer = new FrameWriter(ColorDepth.TrueColor, isUtf8: true);
        writer.Write(Frame("12 34", Style.Default));

        var bytes = writer.Write(Frame("17 94", Style.Default));

        Assert.Equal("\e[?2026h\e[1;2H7 9\e[?2026l", Encoding.UTF8.GetString(bytes.Span));
    }

    [Fact]
    public void The_blank_end_of_a_line_is_erased_in_one_go()
    {
        var writer = new FrameWriter(ColorDepth.TrueColor, isUtf8: true);
        writer.Write(Frame("a long line", Style.Default));

        var bytes = writer.Write(Frame("a", Style.Default));

        Assert.Equal("\e[?2026h\e[1;3H\e[K\e[?2026l", Encoding.UTF8.GetString(bytes.Span));
    }

    [Fact]
    public void After_forgetting_and_after_a_resize_everything_is_written()
    {
        var writer = new FrameWriter(ColorDepth.TrueColor, isUtf8: true);
        var frame = Frame("abc", Style.Default);
        var first = writer.Write(frame).ToArray();

        writer.Forget();
        var repainted = writer.Write(frame).ToArray();
        frame.Resize(Width, Height + 1);
        frame.Text(0, 0, "abc", Style.Default);
        var resized = writer.Write(frame).ToArray();

        Assert.Equal(first, repainted);
        Assert.Equal(first, resized);
    }

    [Fact]
    public void Without_utf8_everything_is_ascii()
    {
        var writer = new FrameWriter(ColorDepth.TrueColor, isUtf8: false);
        var frame = Frame("▾─│ █▌⣿ …– 71° 李 é", Style.Default);

        var bytes = writer.Write(frame);

        Assert.DoesNotContain(bytes.ToArray(), value => value >= 0x80);
        Assert.Contains("v-| #=# ~- 71' ?  ?", Encoding.ASCII.GetString(bytes.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_a_frame_allocates_nothing()
    {
        var writer = new FrameWriter(ColorDepth.Ansi256, isUtf8: true);
        var (odd, even) = (Frame("odd 李", Style.Of(Color.Rgb(0xFF0000))), Frame("even e\u0301", Style.Default.Bold()));

        Assert.Equal(0, Allocation.Of(() =>
        {
            writer.Write(odd);
            writer.Write(even);
        }));
    }

    private static CellBuffer Frame(string text, Style style)
    {
        var frame = new CellBuffer(Width, Height);
        frame.Text(0, 0, text, style);
        return frame;
    }

    private static void Draw(CellBuffer frame, Drawing[] drawings)
    {
        foreach (var (x, y, text, style, fills) in drawings)
        {
            if (fills)
            {
                frame.Fill(new(x, y, 9, 2), text[0], style);
            }
            else
            {
                frame.Text(x, y, text, style);
            }
        }
    }

    private static void AssertShows(CellBuffer frame, Emulator terminal, ColorDepth depth, bool isUtf8)
    {
        // The expected screen: a new terminal after a full frame at this depth.
        var fresh = new Emulator(Width, Height);
        fresh.Feed(new FrameWriter(depth, isUtf8).Write(frame));
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                AssertSame(Visible(fresh[x, y]), Visible(terminal[x, y]));
                AssertShows(frame[x, y], terminal[x, y], depth, isUtf8);
            }
        }
    }

    private static void AssertShows(Cell cell, (string Glyph, Style Style) shown, ColorDepth depth, bool isUtf8)
    {
        if (isUtf8)
        {
            var glyph = new StringBuilder();
            Snapshots.AppendGlyph(glyph, cell.Glyph);
            AssertSame(glyph.ToString(), shown.Glyph);
        }

        if (depth == ColorDepth.TrueColor && isUtf8 && !cell.IsWideTail)
        {
            AssertSame(Visible((shown.Glyph, cell.Style)), Visible(shown));
        }
        else if (depth == ColorDepth.None)
        {
            AssertSame(Style.Default with { Attr = shown.Style.Attr }, shown.Style);
        }
    }

    // A million comparisons: Assert.Equal takes seconds for them.
    private static void AssertSame<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            Assert.Equal(expected, actual);
        }
    }

    // Foreground and weight of a blank are invisible.
    private static (string, Style) Visible((string Glyph, Style Style) shown) =>
        shown.Glyph == " " && (shown.Style.Attr & (Attr.Reverse | Attr.Underline)) == 0
            ? (" ", Style.Default.On(shown.Style.Bg))
            : shown;

    private sealed record Drawing(int X, int Y, string Text, Style Style, bool Fills);
}
