namespace GpuTop.Tests.Probe;

public sealed class GpuRoundSplitterTests
{
    [Fact]
    public void The_first_round_ends_in_silence_and_carries_the_field_names()
    {
        using var wire = ProbeStream.Started();

        wire.Say("^g|0, a\n^g|1, b\n");
        wire.Pass(0.149);
        Assert.Empty(wire.Heard);
        wire.Pass(0.001);

        Assert.Equal(["g:index,name/0, a/1, b/"], wire.Told);
        Assert.Equal(wire.Clock.Now - TimeSpan.FromSeconds(0.15), wire.Heard[0].At);
    }

    [Fact]
    public void Once_the_number_of_cards_is_known_a_round_ends_with_its_last_row()
    {
        using var wire = ProbeStream.Started();

        wire.Say("^g|0, a\n^g|1, b\n");
        wire.Pass(1);
        wire.Say("^g|0, c\n");
        wire.Say("^g|1, d\n");

        Assert.Equal(["g:index,name/0, a/1, b/", "g:index,name/0, c/1, d/"], wire.Told);
    }

    [Fact]
    public void Rounds_that_come_in_one_block_are_told_one_by_one()
    {
        using var wire = ProbeStream.Started();

        wire.Say("^g|0, a\n^g|1, b\n^g|0, c\n^g|1, d\n^g|0, e\n^g|1, f\n");

        Assert.Equal(["g:index,name/0, a/1, b/", "g:index,name/0, c/1, d/", "g:index,name/0, e/1, f/"], wire.Told);
    }

    [Fact]
    public void A_slow_card_completes_its_round_which_is_then_told_as_a_whole()
    {
        using var wire = ProbeStream.Started();

        wire.Say("^g|0, a\n");
        wire.Pass(0.5);
        wire.Say("^g|1, b\n");
        wire.Pass(0.5);

        Assert.Equal(["g:index,name/0, a/", "g:index,name/0, a/1, b/"], wire.Told);
    }

    [Fact]
    public void A_card_that_is_late_is_waited_for_a_second_before_it_counts_as_lost()
    {
        using var wire = ProbeStream.Started();
        wire.Say("^g|0, a\n^g|1, b\n^g|0, c\n^g|1, d\n");
        wire.Heard.Clear();

        wire.Say("^g|0, e\n");
        wire.Pass(0.9);
        Assert.Empty(wire.Heard);
        wire.Pass(0.1);
        wire.Say("^g|0, f\n");

        Assert.Equal(["g:index,name/0, e/", "g:index,name/0, f/"], wire.Told);
    }

    [Fact]
    public void A_first_card_that_fell_off_the_bus_does_not_confuse_the_cutting()
    {
        using var wire = ProbeStream.Started();

        wire.Say("^g|1, a\n^g|3, b\n^g|1, c\n^g|3, d\n");

        Assert.Equal(["g:index,name/1, a/3, b/", "g:index,name/1, c/3, d/"], wire.Told);
    }

    [Fact]
    public void Lines_that_are_no_rows_stay_in_their_round()
    {
        using var wire = ProbeStream.Started();
        wire.Say("^g|0, a\n^g|1, b\n^g|0, c\n^g|1, d\n");
        wire.Heard.Clear();

        wire.Say("^g|0, e\n^g|NVRM: Xid 79\n^g|1, f\n");
        wire.Pass(1);
        wire.Say("^g|GPU0: GPU is lost.\n^g|1, g\n");
        wire.Pass(1);

        Assert.Equal(["g:index,name/0, e/NVRM: Xid 79/1, f/", "g:index,name/GPU0: GPU is lost./1, g/"], wire.Told);
    }

    [Fact]
    public void Rounds_of_errors_only_do_not_pile_up()
    {
        using var wire = ProbeStream.Started();

        wire.Say("^g|[Unknown Error], [Unknown Error]\n");
        wire.Pass(1);
        wire.Say("^g|[Unknown Error], [Unknown Error]\n");
        wire.Pass(1);

        Assert.Equal(["g:index,name/[Unknown Error], [Unknown Error]/", "g:index,name/[Unknown Error], [Unknown Error]/"], wire.Told);
    }

    [Fact]
    public void Rubbish_without_a_pause_does_not_pile_up_either()
    {
        using var wire = ProbeStream.Started();

        for (var i = 0; i < 100; i++)
        {
            wire.Say("^g|" + new string('y', 10_000) + "\n");
        }

        Assert.InRange(wire.Heard.Count, 3, 5);
    }

    [Theory]
    [InlineData("S01", "S/0, a/1, b/")]
    [InlineData("0S1", "0, a/S/1, b/")]
    [InlineData("01S", "0, a/1, b/S/")]
    [InlineData("SS01", "S/S/0, a/1, b/")]
    [InlineData("01SS", "0, a/1, b/S/S/")]
    [InlineData("S01S", "S/0, a/1, b/S/")]
    public void A_sentence_of_every_round_stays_in_its_round_and_delays_no_row(string order, string round)
    {
        using var wire = ProbeStream.Started(2000);
        for (var i = 0; i < 10; i++)
        {
            wire.Say(Lines(order));
            if (i > 1)
            {
                Assert.Equal(wire.Clock.Now, wire.Heard[^1].At);
                Assert.Equal("g:index,name/" + round, wire.Told[^1]);
            }

            wire.Pass(2);
        }

        Assert.All(wire.Told[2..], told => Assert.Equal("g:index,name/" + round, told));
        Assert.InRange(wire.Heard.Count, 10, 11);
    }

    [Theory]
    [InlineData("S01")]
    [InlineData("01S")]
    public void A_warning_every_few_rounds_is_in_its_own_round_only(string order)
    {
        using var wire = ProbeStream.Started(2000);
        var last = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            wire.Say(Lines(i % 4 == 3 ? order : "01"));
            wire.Pass(2);
            last.Add(wire.Told[^1]);
        }

        Assert.All(last.Where((_, i) => i % 4 != 3), told => Assert.Equal("g:index,name/0, a/1, b/", told));
        Assert.All(last.Where((_, i) => i % 4 == 3), told => Assert.Contains("S/", told));
        Assert.All(wire.Told, told => Assert.Contains("0, a/1, b/", told));
    }

    [Fact]
    public void A_sentence_in_front_of_everything_is_in_the_round_of_the_first_rows()
    {
        using var wire = ProbeStream.Started(2000);

        wire.Say("^g|S\n");
        wire.Pass(0.5);
        wire.Say("^g|0, a\n^g|1, b\n");
        wire.Pass(2);
        wire.Say("^g|0, a\n^g|1, b\n");
        wire.Pass(2);

        Assert.Equal(["g:index,name/S/", "g:index,name/S/0, a/1, b/", "g:index,name/0, a/1, b/"], wire.Told);
    }

    [Fact]
    public void Rows_with_a_number_that_no_server_has_are_left_out_and_counted()
    {
        using var wire = ProbeStream.Started();

        wire.Say("^g|0, a\n^g|2000000000, GPU-x, y\n^g|-1, z\n^g|30000, c\n^g|0, d\n");
        wire.Pass(1);

        Assert.Equal(["g:index,name/0, a/", "g:index,name/0, d/", "~:3 rows of GPUs with a number of 128 or more left out/"], wire.Told);
    }

    private static string Lines(string order) => string.Concat(order.Select(sign => sign switch
    {
        '0' => "^g|0, a\n",
        '1' => "^g|1, b\n",
        _ => "^g|S\n",
    }));
}
