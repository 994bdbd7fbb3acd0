namespace GpuTop.Tests.Probe;

public sealed class GpuRoundsTests
{
    [Fact]
    public void The_first_round_ends_in_silence_and_carries_the_field_names()
    {
        using var wire = Started();

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
        using var wire = Started();

        wire.Say("^g|0, a\n^g|1, b\n");
        wire.Pass(1);
        wire.Say("^g|0, c\n");
        wire.Say("^g|1, d\n");

        Assert.Equal(["g:index,name/0, a/1, b/", "g:index,name/0, c/1, d/"], wire.Told);
    }

    [Fact]
    public void Rounds_that_come_in_one_block_are_told_one_by_one()
    {
        using var wire = Started();

        wire.Say("^g|0, a\n^g|1, b\n^g|0, c\n^g|1, d\n^g|0, e\n^g|1, f\n");

        Assert.Equal(["g:index,name/0, a/1, b/", "g:index,name/0, c/1, d/", "g:index,name/0, e/1, f/"], wire.Told);
    }

    [Fact]
    public void A_slow_card_completes_its_round_which_is_then_told_as_a_whole()
    {
        using var wire = Started();

        wire.Say("^g|0, a\n");
        wire.Pass(0.5);
        wire.Say("^g|1, b\n");
        wire.Pass(0.5);

        Assert.Equal(["g:index,name/0, a/", "g:index,name/0, a/1, b/"], wire.Told);
    }

    [Fact]
    public void A_card_that_is_late_is_waited_for_a_second_before_it_counts_as_lost()
    {
        using var wire = Started();
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
        using var wire = Started();

        wire.Say("^g|1, a\n^g|3, b\n^g|1, c\n^g|3, d\n");

        Assert.Equal(["g:index,name/1, a/3, b/", "g:index,name/1, c/3, d/"], wire.Told);
    }

    [Fact]
    public void Lines_that_are_no_rows_stay_in_their_round()
    {
        using var wire = Started();
        wire.Say("^g|0, a\n^g|1, b\n^g|0, c\n^g|1, d\n");
        wire.Heard.Clear();

        wire.Say("^g|0, e\n^g|NVRM: Xid 79\n^g|1, f\n");
        wire.Say("^g|GPU0: GPU is lost.\n^g|1, g\n");
        wire.Pass(1);

        Assert.Equal(["g:index,name/0, e/NVRM: Xid 79/1, f/", "g:index,name/GPU0: GPU is lost./1, g/"], wire.Told);
    }

    [Fact]
    public void Rounds_of_errors_only_do_not_pile_up()
    {
        using var wire = Started();

        wire.Say("^g|[Unknown Error], [Unknown Error]\n");
        wire.Pass(1);
        wire.Say("^g|[Unknown Error], [Unknown Error]\n");
        wire.Pass(1);

        Assert.Equal(["g:index,name/[Unknown Error], [Unknown Error]/", "g:index,name/[Unknown Error], [Unknown Error]/"], wire.Told);
    }

    [Fact]
    public void Rubbish_without_a_pause_does_not_pile_up_either()
    {
        using var wire = Started();

        for (var i = 0; i < 100; i++)
        {
            wire.Say("^g|" + new string('y', 10_000) + "\n");
        }

        Assert.InRange(wire.Heard.Count, 3, 5);
    }

    [Fact]
    public void A_driver_that_fails_is_told_in_its_own_words()
    {
        using var wire = Started();

        wire.Say("^g|No devices were found\n^g!6\n");

        Assert.Equal(["g:index,name/No devices were found/"], wire.Told);
    }

    [Fact]
    public void A_stream_that_ends_without_a_word_is_told_with_its_exit_code()
    {
        using var wire = Started();

        wire.Say("^g|0, a\n");
        wire.Pass(1);
        wire.Say("^g!137\n");

        Assert.Equal(["g:index,name/0, a/", "g:index,name/nvidia-smi: exit code 137/"], wire.Told);
    }

    [Fact]
    public void A_missing_nvidia_smi_needs_no_field_names()
    {
        using var wire = new Wire();

        wire.Say("^gi|1000\n^g|nvidia-smi: not found\n^g!127\n");

        Assert.Equal(["g:/nvidia-smi: not found/"], wire.Told);
    }

    [Fact]
    public void A_new_stream_brings_its_own_fields_and_forgets_the_count()
    {
        using var wire = Started();
        wire.Say("^g|0, a\n^g|0, b\n^g|0, c\n");
        wire.Heard.Clear();

        wire.Say("^gf|index,uuid,name\n^g|0, u, a\n^g|1, v, b\n");
        wire.Pass(0.2);

        Assert.Equal(["g:index,uuid,name/0, u, a/1, v, b/"], wire.Told);
    }

    [Theory]
    [InlineData(1000, 10)]
    [InlineData(5000, 25)]
    public void A_stream_that_is_silent_for_ten_seconds_and_five_intervals_hangs_while_others_speak(int interval, int seconds)
    {
        using var wire = new Wire();
        wire.Say($"^gi|{interval}\n^gf|index\n^g|0\n");
        wire.Pass(0.2);
        wire.Heard.Clear();

        for (var i = 0; i < 60; i++)
        {
            wire.Pass(1);
            wire.Say("^b<\n^b>\n");
        }

        Assert.Equal("!:g", Assert.Single(wire.Told, told => told != "b:"));
        Assert.Equal(seconds, wire.Heard.FindIndex(section => section.Tag == "!"));
    }

    [Fact]
    public void A_stream_that_waits_to_be_started_again_does_not_hang()
    {
        using var wire = Started();
        wire.Say("^g|No devices were found\n^g!6\n");
        wire.Heard.Clear();

        wire.Pass(29);
        wire.Say("^b<\n^b>\n");

        Assert.Equal(["b:"], wire.Told);
    }

    private static Wire Started()
    {
        var wire = new Wire();
        wire.Say("^gi|1000\n^gf|index,name\n");
        return wire;
    }
}
