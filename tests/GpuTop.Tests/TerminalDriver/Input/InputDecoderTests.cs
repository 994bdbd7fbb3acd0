using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests.TerminalDriver;

public sealed class InputDecoderTests
{
    public static readonly TheoryData<string, string> Table = new()
    {
        { "q", "q" },
        { "K", "K" },
        { "abc", "a b c" },
        { "é李🚀", "é 李 🚀" },
        { " ", "Space" },
        { "\r", "Enter" },
        { "\t", "Tab" },
        { "\e[Z", "Shift-Tab" },
        { "\x7f", "Backspace" },
        { "\b", "Ctrl-Backspace" },
        { "\u0003\u001a\0", "Ctrl-C Ctrl-Z Ctrl-Space" },
        { "\u001c", "Ctrl-\\" },
        { "\e[A\e[B\e[C\e[D", "Up Down Right Left" },
        { "\eOA\eOB\eOC\eOD", "Up Down Right Left" },
        { "\e[H\e[F\eOH\eOF\e[1~\e[4~\e[7~\e[8~", "Home End Home End Home End Home End" },
        { "\e[5~\e[6~\e[2~\e[3~", "PgUp PgDn Ins Del" },
        { "\eOP\eOQ\eOR\eOS", "F1 F2 F3 F4" },
        { "\e[[A\e[[E", "F1 F5" },
        { "\e[11~\e[15~\e[17~\e[21~\e[23~\e[24~", "F1 F5 F6 F10 F11 F12" },
        { "\e[1;5A\e[1;2B\e[1;3C\e[3;6~", "Ctrl-Up Shift-Down Alt-Right Ctrl-Shift-Del" },
        { "\e[1;2R", "Shift-F3" },
        { "\ex\eX\e李", "Alt-x Alt-X Alt-李" },
        { "\e\r\e\u0003", "Alt-Enter Ctrl-Alt-C" },
        { "\e\e[A", "Alt-Up" },
        { "\eOM\eOq", "Enter 1" },
        { "\e[97;5u\e[27;2u\e[13u\e[107;2u", "Ctrl-A Shift-Esc Enter K" },
        { "\e[27;5;9~", "Ctrl-Tab" },
        { "\e[<0;12;5M\e[<0;12;5m", "Click 11,4" },
        { "\e[<2;1;1M\e[<2;1;1m\e[<1;200;60M", "RightClick 0,0" },
        { "\e[<32;3;4M\e[<35;3;4M", "Drag 2,3" },
        { "\e[<64;3;4M\e[<65;3;4M\e[<66;3;4M", "WheelUp 2,3|WheelDown 2,3" },
        { "\e[<20;3;4M", "Click 2,3" },
        { "\e[M !!\e[M#\"\"", "Click 0,0" },
        { "\e[I\e[O", "focus True|focus False" },
        { "\e[200~a q\r\n\e[A李\e[201~x", "paste 'a q\r\n\e[A李' x" },
        { "\e[200~\e[201~", "paste ''" },
        { "\e[?62;22c", "reply \e[?62;22c" },
        { "\e[12;40R", "reply \e[12;40R" },
        { "\e]11;rgb:1010/1414/1818\e\\q", "reply \e]11;rgb:1010/1414/1818\e\\ q" },
        { "\e]52;c;aGk=\aq", "reply \e]52;c;aGk=\a q" },
        { "\eP1+r5463=3235\e\\", "reply \eP1+r5463=3235\e\\" },
        { "\e[38;5;1;2;3;4;5;6;7;8;9;10xq", "q" },
        { "\e[99~\e[1;1Wq", "q" },
        { "\e[99999999999999999999u", "" },
        { "\e[1;\e[Aq", "Up q" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Bytes_become_events_wherever_the_stream_is_cut(string bytes, string events)
    {
        var stream = Encoding.UTF8.GetBytes(bytes);

        for (var cut = 0; cut <= stream.Length; cut++)
        {
            Assert.Equal(events, Decode([stream[..cut], stream[cut..]]));
        }

        Assert.Equal(events, Decode(stream.Select(value => new[] { value })));
    }

    [Theory]
    [InlineData("\e", "Esc")]
    [InlineData("\e\e", "Esc Esc")]
    [InlineData("\e[", "Alt-[")]
    [InlineData("\eO", "Alt-O")]
    [InlineData("\e]", "Alt-]")]
    [InlineData("\e[1;5", "")]
    [InlineData("\e]11;rgb", "")]
    [InlineData("\e[M!", "")]
    public void Incomplete_sequences_are_decoded_after_a_timeout(string bytes, string events)
    {
        var decoded = new List<InputEvent>();
        var decoder = new InputDecoder(decoded.Add);
        decoder.Feed(Encoding.UTF8.GetBytes(bytes));
        Assert.True(decoder.IsPending);

        decoder.Flush();

        Assert.Equal(events, Text(decoded));
        Assert.False(decoder.IsPending);
    }

    [Fact]
    public void Only_a_lone_escape_is_ambiguous()
    {
        var decoder = new InputDecoder(_ => { });

        decoder.Feed("\e"u8);
        Assert.True(decoder.IsLoneEscape);

        decoder.Feed("["u8);
        Assert.False(decoder.IsLoneEscape);
    }

    [Fact]
    public void A_character_cut_in_its_middle_is_dropped_and_the_next_one_is_read()
    {
        Assert.Equal("a b", Decode(["a"u8.ToArray(), [0xE6, 0x9D], "b"u8.ToArray()]));
        Assert.Equal("a b", Decode(["a"u8.ToArray(), [0xFF, 0xC0], "b"u8.ToArray()]));
    }

    [Fact]
    public void Endless_sequences_and_pastes_are_not_kept()
    {
        var decoded = new List<InputEvent>();
        var decoder = new InputDecoder(decoded.Add);

        decoder.Feed("\e]"u8);
        decoder.Feed(Encoding.ASCII.GetBytes(new string('x', 10_000)));
        decoder.Feed("q\e[200~"u8);
        decoder.Feed(Encoding.ASCII.GetBytes(new string('y', 1_000_000)));
        decoder.Feed("\e[201~"u8);

        Assert.Equal("q", decoded[0].ToString());
        Assert.Equal(65_536, Assert.IsType<Pasted>(decoded[1]).Text.Length);
    }

    [Fact]
    public void Noise_never_throws_and_the_decoder_recovers()
    {
        var anyByte = Gen.Frequency(
            (1, Gen.Elements<byte>([0x1B, (byte)'[', (byte)'O', (byte)'M', (byte)'<', (byte)';', (byte)'m'])),
            (1, Gen.Choose(0, 255).Select(value => (byte)value)));

        Prop.ForAll(anyByte.ArrayOf().ToArbitrary(), noise =>
        {
            var decoded = new List<InputEvent>();
            var decoder = new InputDecoder(decoded.Add);
            decoder.Feed(noise);
            decoder.Flush();
            decoder.Feed("\e[201~"u8);
            decoder.Flush();
            decoder.Feed("q"u8);
            return decoded[^1] == KeyPress.Of('q');
        }).QuickCheckThrowOnFailure();
    }

    private static string Decode(IEnumerable<byte[]> parts)
    {
        var decoded = new List<InputEvent>();
        var decoder = new InputDecoder(decoded.Add);
        foreach (var part in parts)
        {
            decoder.Feed(part);
        }

        return Text(decoded);
    }

    private static string Text(List<InputEvent> events) =>
        string.Join(events.Exists(input => input is MouseInput or FocusChanged) ? "|" : " ", events.Select(Text));

    private static string Text(InputEvent input) => input switch
    {
        MouseInput mouse => $"{mouse.Action} {mouse.X},{mouse.Y}",
        Pasted paste => $"paste '{paste.Text}'",
        FocusChanged focus => $"focus {focus.HasFocus}",
        Reply reply => $"reply {reply.Text}",
        _ => input.ToString(),
    };
}
