using System.Reactive.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace GpuTop.Tests.Probe;

public sealed class SectionStreamTests
{
    private const string Stream =
        "motd\nno newline here\n^@n0nce ready 1 pid=4711 lead=1\n^gi|1000\n^h<\n^h|cpu  1 2\n^d<\nlate rc output\n^d|K /dev/sda1 é\n" +
        "^gf|index,name\n^g|0, A100\n^h|loadavg 1\n^h>\n^g|1, A100\n^d>\n^g|0, A100\n^g|1, A100\n" +
        "^r12<\n^r12|\r\n^r12|rc=0\n^r12>\n^b<\n^b|99\n^b>\n^g!9\n";

    [Fact]
    public void Sections_whose_lines_mix_come_out_whole_in_the_order_of_their_ends()
    {
        using var wire = new ProbeStream();

        wire.Say("^h<\n^d<\n^h|cpu  1 2\n^d|K /dev/sda1 1 2\n^h|loadavg 0.1\n^h>\n^d>\n");

        Assert.Equal(["h:cpu  1 2/loadavg 0.1/", "d:K /dev/sda1 1 2/"], wire.Told);
    }

    [Fact]
    public void Any_cutting_of_the_bytes_gives_the_same_sections()
    {
        var bytes = ProbeStream.Bytes(Stream);
        var whole = Told(bytes, []);
        var cuts = Gen.Choose(0, bytes.Length).ArrayOf().ToArbitrary();

        Assert.Contains("h:cpu  1 2/loadavg 1/", whole);
        Prop.ForAll(cuts, at => Told(bytes, at).SequenceEqual(whole)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_bytes_whatever_give_clean_sections_and_no_exception()
    {
        string[] words = ["^", "h<\n", "^h<\n", "^h|", "^h>\n", "^g|", "0, x\n", "^gf|a,b\n", "^g!\n", "\n", "\u001b[2J", "\0"];
        byte[][] noText = [[0xff], [0xc2, 0x9b], [0xe2, 0x80]];
        var atoms = Gen.Elements([.. words.Select(ProbeStream.Bytes), .. noText]);
        var streams = atoms.ArrayOf().Select(parts => parts.SelectMany(part => part).ToArray()).ToArbitrary();

        Prop.ForAll(streams, bytes =>
        {
            using var wire = new ProbeStream();
            wire.Say(bytes);
            wire.Pass(2);
            return wire.Heard.All(section => section.Text.All(c => c == '\n' || !char.IsControl(c)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_stands_before_ready_is_noise_and_only_the_first_lines_of_it_are_kept()
    {
        using var wire = new ProbeStream(ready: false);

        wire.Say("^h<\n^h|x\n^h>\n" + string.Concat(Enumerable.Repeat("noise\n", 1000)));
        wire.Say("^@0ther ready 1 pid=1 lead=1\n\n^@n0nce ready 1 pid=2 lead=\n");

        Assert.Equal(21, wire.Heard.Count);
        Assert.Equal("?:?h|x", wire.Told[1]);
        Assert.Equal("@:1 pid=2 lead=", wire.Told[^1]);
    }

    [Fact]
    public void A_server_that_speaks_and_hangs_up_without_a_probe_is_heard()
    {
        using var wire = new ProbeStream(ready: false);

        wire.Say("This account is currently not available.");
        wire.End();

        Assert.Equal(["?:This account is currently not available."], wire.Told);
        Assert.True(wire.Ended);
    }

    [Fact]
    public void After_ready_a_line_that_is_not_ours_is_skipped()
    {
        using var wire = new ProbeStream();

        wire.Say("^h<\nbash: warning\n^h|a\n^\n^|\n^<x\n^h?\n^q|never begun\n^q>\n^@n0nce ready 1 pid=3 lead=1\n^h>\n");

        Assert.Equal(["h:a/"], wire.Told);
    }

    [Fact]
    public void A_section_that_begins_again_forgets_its_half()
    {
        using var wire = new ProbeStream();

        wire.Say("^d<\n^d|old\n^d<\n^d|new\n^d>\n^d|late\n^d>\n");

        Assert.Equal(["d:new/"], wire.Told);
    }

    [Fact]
    public void What_comes_between_two_sections_belongs_to_the_next()
    {
        using var wire = new ProbeStream();

        wire.Say("^d|never begun\n^d<\n^d|one\n^d>\n^d|late\n^d<\n^d|two\n^d>\n^d<\n^d>\n");

        Assert.Equal(["d:one/", "d:late/two/", "d:"], wire.Told);
    }

    [Fact]
    public void Half_a_section_is_dropped_when_the_connection_ends()
    {
        using var wire = new ProbeStream();

        wire.Say("^d<\n^d|half\n^g|0, half");
        wire.End();

        Assert.Empty(wire.Heard);
        Assert.True(wire.Ended);
    }

    [Fact]
    public void A_section_bears_the_time_of_its_last_byte()
    {
        using var wire = new ProbeStream();

        wire.Say("^d<\n");
        wire.Pass(3);
        wire.Say("^d>\n");

        Assert.Equal(wire.Clock.Now, Assert.Single(wire.Heard).At);
    }

    [Fact]
    public void A_line_of_a_megabyte_is_left_out_and_the_next_line_is_whole()
    {
        using var wire = new ProbeStream();

        wire.Say("^d<\n^d|");
        for (var i = 0; i < 64; i++)
        {
            wire.Say(new string('x', 16 * 1024));
        }

        wire.Say("\n^d|next\n^d>\n");

        Assert.Contains("d:next/", wire.Told);
        Assert.Contains("~:1 lines of more than 64 KiB left out/", wire.Told);
    }

    [Fact]
    public void A_section_that_is_too_long_costs_256_KiB_and_tells_how_much_was_left_out()
    {
        using var wire = new ProbeStream();
        var line = "^d|" + new string('x', 60_000) + "\n";

        wire.Say("^d<\n");
        for (var i = 0; i < 200; i++)
        {
            wire.Say(line);
        }

        wire.Say("^d>\n");

        Assert.InRange(Assert.Single(wire.Heard, section => section.Tag == "d").Text.Length, 200_000, 256 * 1024);
        Assert.Contains("~:196 lines of section d left out: it has more than 256 KiB/", wire.Told);
    }

    [Fact]
    public void A_server_cannot_make_us_keep_any_number_of_sections()
    {
        using var wire = new ProbeStream();

        for (var i = 0; i < 1000; i++)
        {
            wire.Say($"^r{i}<\n^r{i}|x\n");
        }

        wire.Say("^d<\n^d>\n^r999>\n^r7>\n");

        Assert.Equal(["d:", "r999:x/"], wire.Told.Where(told => told[0] != '~'));
        Assert.Contains("~:1 answers left out: more than 16 sections are open/", wire.Told);
    }

    [Fact]
    public void A_tag_that_the_probe_does_not_know_begins_no_section()
    {
        using var wire = new ProbeStream();

        wire.Say("^z<\n^z|x\n^z>\n^abc<\n^abc>\n^h<\n^h>\n");

        Assert.Equal(["h:"], wire.Told);
    }

    [Fact]
    public void A_server_that_sends_too_much_is_named_once_a_second()
    {
        using var wire = new ProbeStream();

        for (var i = 0; i < 30; i++)
        {
            wire.Say(string.Concat(Enumerable.Repeat("^b<\n^b|1\n^b>\n", 10_000)));
            wire.Pass(0.1);
        }

        Assert.Equal(3, wire.Told.Count(told => told == "~:more than 512 KiB a second/"));
    }

    [Fact]
    public void A_section_that_does_not_end_hangs_once_and_others_go_on()
    {
        using var wire = new ProbeStream();

        wire.Say("^d<\n^d|K x\n^r1<\n");
        for (var i = 0; i < 40; i++)
        {
            wire.Pass(1);
            wire.Say("^h<\n^h>\n");
        }

        wire.Say("^d>\n");

        Assert.Equal(["!:d", "d:K x/"], wire.Told.Where(told => told != "h:"));
        Assert.Equal(15, wire.Heard.TakeWhile(section => section.Tag != "!").Count());
    }

    private static string[] Told(byte[] bytes, int[] cuts)
    {
        using var wire = new ProbeStream(ready: false);
        var at = 0;
        foreach (var cut in cuts.Order().Append(bytes.Length))
        {
            wire.Say(bytes[at..cut]);
            at = cut;
        }

        return wire.Told;
    }
}
