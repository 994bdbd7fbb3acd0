using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

/// <summary>Recordings of <c>nvidia-smi -q -x</c>, formats v7 to v13.</summary>
public sealed class NvidiaXmlRecordingTests
{
    private const string Folder = "recordings/nvidia-smi/xml";

    [RequiresFact(Needs.Recordings)]
    public void Every_card_of_every_recording_is_read()
    {
        var cards = Directory.GetFiles(Repository.Shared(Folder)!).ToDictionary(
            file => Path.GetFileName(file), file => NvidiaXml.Read(File.ReadAllText(file)));

        Assert.Equal(26, cards.Count);
        Assert.Equal((2, 2, 2, 2, 2, 4), (
            cards["gtx1070-x2-driver384-v9-processes.xml"].Length,
            cards["gtx1080-x2-driver460-v11.xml"].Length,
            cards["rtx-a5000-x2-driver590-v13.xml"].Length,
            cards["rtx2070-x2-driver590-v13.xml"].Length,
            cards["rtx2080ti-x2-driver410-v10-ecc-unsupported.xml"].Length,
            cards["tesla-k80-x4-driver430-out-of-order-cuda-not-found.xml"].Length));
        Assert.Equal(20, cards.Values.Count(list => list.Length == 1));
        Assert.All(cards.Values.SelectMany(list => list), card =>
        {
            Assert.NotNull(card.Uuid);
            Assert.NotEmpty(card.Clocks);
            Assert.Contains(card.Temperatures, limit => limit.Name == "gpu temp");
        });
        Assert.Equal(77, cards.Values.SelectMany(list => list).Sum(card => card.Processes.Length));
    }

    [RequiresFact(Needs.Recordings)]
    public void An_A100_with_MIG()
    {
        var card = Assert.Single(Read("a100-sxm4-80gb-mig4-driver535-v12.xml"));

        Assert.Equal(
            ("NVIDIA", "Ampere", "1650522003820", "12.2", 1),
            (card.Brand, card.Architecture, card.Serial, card.CudaVersion, card.MinorNumber));
        Assert.Equal(new PowerDetail(500, 500, 100, 500), card.Power);
        Assert.Equal(new PcieDetail(4000, 0, 0), card.Pcie);
        Assert.Equal(new VideoDetail(null, null, 0), card.Video);
        Assert.Equal([3, 4, 5, 6], card.Instances.Select(instance => instance.GpuInstanceId));
        Assert.All(card.Instances, instance => Assert.Equal((12, 19968), (instance.MemoryUsedMiB, instance.MemoryTotalMiB)));
        Assert.Equal(
            (true, (int?)null, (int?)null), (card.Memory.EccEnabled, card.Memory.RetiredPagesSingleBit, card.Memory.RemappedRowsCorrected));
        Assert.Contains(("volatile dram uncorrectable", 0L), card.Memory.Errors);
        Assert.Equal(
            [
                new ClockDetail("graphics", 1275, 1410, 1275),
                new ClockDetail("sm", 1275, 1410, null),
                new ClockDetail("mem", 1593, 1593, 1593),
                new ClockDetail("video", 1275, 1290, null),
            ],
            card.Clocks.ToList());
        Assert.Equal((false, (string?)null), (card.ResetRequired, card.RecoveryAction));
    }

    [RequiresFact(Needs.Recordings)]
    public void An_old_card_counts_its_errors_in_bits_and_retires_pages()
    {
        var cards = Read("tesla-k80-x4-driver430-out-of-order-cuda-not-found.xml");

        Assert.Equal([1, 2, 3], cards.Take(3).Select(card => card.MinorNumber));
        Assert.Null(cards[1].CudaVersion);
        Assert.Contains(("aggregate single bit total", 34L), cards[1].Memory.Errors);
        Assert.Contains(("aggregate double bit device memory", 4L), cards[1].Memory.Errors);
        Assert.Equal(
            (1, 1, false),
            (cards[1].Memory.RetiredPagesSingleBit, cards[1].Memory.RetiredPagesDoubleBit, cards[1].Memory.RetirementPending));
        Assert.Null(cards[1].Pcie.SentKBPerSecond);
        Assert.Equal([new GpuDetailProcess(58642, 576, null, null)], cards[1].Processes.ToList());
    }

    [RequiresFact(Needs.Recordings)]
    public void A_new_driver_counts_how_long_the_clocks_were_held_down_and_calls_power_by_other_names()
    {
        var card = Read("rtx2070-x2-driver590-v13.xml")[0];

        Assert.Equal(new PowerDetail(175, 175, 125, 200), card.Power);
        Assert.Contains(("sw power cap", TimeSpan.FromMicroseconds(306115317789)), card.ClockReasonTimes);
        Assert.Equal((450, 600), (
            Read("rtx4090-driver535-v12.xml")[0].Power.LimitWatts,
            Read("rtx4090-driver535-v12.xml")[0].Power.MaxLimitWatts));
    }

    [RequiresFact(Needs.Recordings)]
    public void What_is_not_supported_is_absent_beside_what_is()
    {
        var small = Read("gt1030-driver470-v11.xml")[0];
        var laptop = Read("rtx3060-laptop-driver515-v11.xml")[0];
        var excerpt = Read("gtx1070ti-excerpt-v10.xml")[0];
        var quadro = Read("quadro-p400-driver418-no-doctype.xml")[0];

        Assert.Equal(new PowerDetail(30, 30, 25.5, 30), small.Power);
        Assert.Equal(0, small.Processes.Single(process => process.Pid == 746).MemoryMiB);
        Assert.Equal(new PowerDetail(null, null, null, null), laptop.Power);
        Assert.Null(excerpt.CudaVersion);
        Assert.Equal(new PowerDetail(null, null, null, null), quadro.Power);
        Assert.Equal([65535L, 552L], Read("gtx1080-x2-driver460-v11.xml").Select(card => card.Pcie.Replays));
        Assert.Equal((0, 3L), (
            Read("tesla-t4-driver515-v11-processes.xml")[0].Memory.RetiredPagesSingleBit!.Value,
            Read("tesla-p100-driver510-v11.xml")[0].Memory.Errors.Single(
                error => error.Kind == "aggregate single bit device memory").Count));
    }

    [RequiresFact(Needs.Recordings)]
    public void Names_may_be_empty_have_commas_and_be_very_long()
    {
        var windows = Read("rtx2080-windows-driver516-v11-empty-process-names.xml")[0];
        var browser = Read("rtx3080-driver536-v12-command-lines-with-commas.xml")[0];

        Assert.Equal(26, windows.Processes.Length);
        Assert.All(windows.Processes, process => Assert.Null(process.MemoryMiB));
        Assert.Null(windows.MinorNumber);
        Assert.Contains(browser.Processes, process => process is { Pid: 2214, MemoryMiB: 79 });
        Assert.Equal([22430], Read("rtx-a5000-x2-driver590-v13.xml")[0].Processes.Select(process => process.MemoryMiB));
    }

    [RequiresFact(Needs.Recordings)]
    public void Wherever_a_document_is_cut_what_stands_before_is_read()
    {
        var whole = File.ReadAllText(Repository.Shared(Folder + "/a100-sxm4-80gb-mig4-driver535-v12.xml")!);
        for (var length = 0; length < whole.Length; length += 97)
        {
            Assert.InRange(NvidiaXml.Read(whole[..length]).Length, 0, 1);
        }
    }

    private static List<GpuDetail> Read(string file) => [.. NvidiaXml.Read(File.ReadAllText(Repository.Shared(Folder + "/" + file)!))];
}
