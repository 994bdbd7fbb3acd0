namespace GpuTop.Tests.Probe;

/// <summary>Streams of nvidia-smi that fail, end, hang or start again.</summary>
public sealed class GpuStreamEndTests
{
    [Fact]
    public void A_driver_that_fails_is_told_in_its_own_words()
    {
        using var wire = ProbeStream.Started();

        wire.Say("^g|No devices were found\n^g!6\n");

        Assert.Equal(["g:index,name/No devices were found/nvidia-smi: exit code 6/"], wire.Told);
    }

    [Fact]
    public void A_stream_that_ends_without_a_word_is_told_with_its_exit_code()
    {
        using var wire = ProbeStream.Started();

        wire.Say("^g|0, a\n");
        wire.Pass(1);
        wire.Say("^g!137\n");

        Assert.Equal(["g:index,name/0, a/", "g:index,name/nvidia-smi: exit code 137/"], wire.Told);
    }

    [Fact]
    public void A_missing_nvidia_smi_needs_no_field_names()
    {
        using var wire = new ProbeStream();

        wire.Say("^gi|1000\n^g|nvidia-smi: not found\n^g!127\n");

        Assert.Equal(["g:/nvidia-smi: not found/nvidia-smi: exit code 127/"], wire.Told);
    }

    [Fact]
    public void A_new_stream_brings_its_own_fields_and_forgets_the_count()
    {
        using var wire = ProbeStream.Started();
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
        using var wire = new ProbeStream();
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
        using var wire = ProbeStream.Started();
        wire.Say("^g|No devices were found\n^g!6\n");
        wire.Heard.Clear();

        wire.Pass(29);
        wire.Say("^b<\n^b>\n");

        Assert.Equal(["b:"], wire.Told);
    }

    [Fact]
    public void An_exit_code_that_comes_late_is_told_with_the_words_of_the_same_run()
    {
        using var wire = ProbeStream.Started();

        wire.Say("^g|Failed to initialize NVML: Driver/library version mismatch\n");
        wire.Pass(4);
        wire.Say("^g!18\n");

        Assert.Equal("g:index,name/Failed to initialize NVML: Driver/library version mismatch/nvidia-smi: exit code 18/", wire.Told[^1]);
    }

    [Fact]
    public void What_was_said_before_the_last_row_is_not_the_reason_of_the_end()
    {
        using var wire = ProbeStream.Started();

        wire.Say("^g|WARNING: infoROM is corrupted\n^g|0, a\n");
        wire.Pass(1);
        wire.Say("^g!137\n");

        Assert.Equal("g:index,name/nvidia-smi: exit code 137/", wire.Told[^1]);
    }
}
