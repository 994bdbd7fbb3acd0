
using GpuTop.Cli;

namespace GpuTop.Tests.Cli;

public sealed class CheckReportTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    private const string Good = """
        clock=1800000000
        shell=/bin/bash
        smi=0 100.10 100.22
        gpu=550.54.15, Enabled
        gpu=550.54.15, Enabled
        pmon=0 # gpu        pid
        ps=0
        proc=0
        df=0
        tmux=tmux 3.4
        screen=Screen version 4.09.00
        """;

    [Fact]
    public void A_good_server_has_nothing_to_mend()
    {
        var findings = CheckReport.Of(Good, Now, TimeSpan.Zero);

        Assert.All(findings, finding => Assert.Equal((Verdict.Works, null), (finding.Verdict, finding.Remedy)));
        Assert.Equal("driver 550.54.15, 2 GPUs, a call takes 0.12 s", findings[0].Text);
    }

    [Theory]
    [InlineData("smi=0 100.10 100.22", "smi=127 1.00 1.01", "nvidia-smi", true)]
    [InlineData("smi=0 100.10 100.22", "smi=garbage", "nvidia-smi", true)]
    [InlineData("smi=0 100.10 100.22", "smi=0 100.10 103.22", "nvidia-smi", false)]
    [InlineData("gpu=550.54.15, Enabled\ngpu", "gpu=550.54.15, Disabled\ngpu", "persistence", false)]
    [InlineData("ps=0", "unknown=power.draw.instant\nps=0", "fields", false)]
    [InlineData("pmon=0 # gpu        pid", "pmon=9 Not supported on the device(s)", "pmon", false)]
    [InlineData("ps=0", "ps=127", "ps", false)]
    [InlineData("proc=0", "proc=1", "owners", false)]
    [InlineData("df=0", "df=1", "df", false)]
    [InlineData("tmux=tmux 3.4", "tmux=", "tmux", false)]
    [InlineData("clock=1800000000", "clock=1800000100", "clock", false)]
    [InlineData("clock=1800000000", "clock=", "clock", false)]
    public void Each_thing_that_does_not_work_is_named(string was, string line, string name, bool isFatal)
    {
        var findings = CheckReport.Of(Good.Replace(was, line, StringComparison.Ordinal), Now, TimeSpan.Zero);

        var bad = Assert.Single(findings, finding => finding.Verdict != Verdict.Works);
        Assert.Equal((name, isFatal), (bad.Name, bad.Verdict == Verdict.Fails));
    }

    [Fact]
    public void Slow_and_not_persistent_names_the_command_that_helps()
    {
        var slow = Good.Replace("100.22", "108.00", StringComparison.Ordinal).Replace("Enabled", "Disabled", StringComparison.Ordinal);

        var finding = CheckReport.Of(slow, Now, TimeSpan.Zero)[0];

        Assert.EndsWith("a call takes 7.90 s", finding.Text, StringComparison.Ordinal);
        Assert.Contains("nvidia-smi -pm 1", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_says_which_way_it_is_wrong()
    {
        var ahead = CheckReport.Of(Good, Now - TimeSpan.FromMinutes(2), TimeSpan.Zero)[^1];
        var behind = CheckReport.Of(Good, Now + TimeSpan.FromMinutes(2), TimeSpan.Zero)[^1];

        Assert.Equal(("120 s ahead", "120 s behind"), (ahead.Text, behind.Text));
    }

    [Fact]
    public void Nonsense_is_no_crash() =>
        Assert.Contains(CheckReport.Of("\n=\n=x\nfoo", Now, TimeSpan.Zero), finding => finding.Verdict == Verdict.Fails);

    [Fact]
    public void The_script_is_one_line_that_names_the_probes_fields()
    {
        Assert.DoesNotContain('\n', CheckScript.Text);
        Assert.Contains(" utilization.gpu ", CheckScript.Text, StringComparison.Ordinal);
        Assert.Contains(" fabric.status;", CheckScript.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\\", string.Concat(GpuTop.Probe.ProbeScript.Fields), StringComparison.Ordinal);
    }
}
