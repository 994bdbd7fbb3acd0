using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Ui;

/// <summary>Facts of the newest GPU sample that the charts do not show.</summary>
internal static class GpuFacts
{
    private const string Unknown = "–";

    // At or below this utilization the PCIe link of a GPU may be in a power saving state.
    private const int RestingPercent = 5;

    public static ImmutableArray<FactGroup> Of(AppState state, Gpu gpu)
    {
        var sample = gpu.Sample;
        return
        [
            Clocks(sample),
            new FactGroup("memory errors (ECC)",
            [
                Count("corrected", sample.EccCorrected, FactTone.Plain),
                Count("uncorrected", sample.EccUncorrected, FactTone.Bad),
            ]),
            new FactGroup("PCI Express", [Generation(sample), Lanes(sample)]),
            Driver(sample),
            .. GpuDetailFacts.Of(state),
        ];
    }

    private static FactGroup Clocks(GpuSample sample) => new("clocks and cooling",
    [
        new Fact("SM", $"{Format.Number(sample.SmClockMHz)} of {Format.Number(sample.MaxSmClockMHz)} MHz"),
        new Fact("memory", $"{Format.Number(sample.MemoryClockMHz)} MHz"),
        new Fact("state", sample.PerformanceState is { } state ? $"{state} (P0 is fastest)" : Unknown),
        .. Held(sample.Throttle),
        new Fact("fan", sample.FanPercent is { } fan ? $"{fan}%"
            : sample.Alarm?.Contains("fan", StringComparison.Ordinal) == true ? "the driver failed to read it"
            : $"{Unknown} (cooled by the chassis, or not told)"),
        new Fact("encoder", $"{Format.Number(sample.EncoderPercent, "%")}   decoder {Format.Number(sample.DecoderPercent, "%")}"),
        .. sample is { JpegPercent: null, OfaPercent: null }
            ? Array.Empty<Fact>()
            : [new Fact("JPEG", $"{Format.Number(sample.JpegPercent, "%")}   optical flow {Format.Number(sample.OfaPercent, "%")}")],
        new Fact("memory bus", Format.Number(sample.MemoryBusPercent, "%")),
    ]);

    private static IEnumerable<Fact> Held(ThrottleReasons? throttle)
    {
        if (throttle is not { } reasons)
        {
            return [new Fact("held down by", Unknown)];
        }

        var words = ThrottleReasonTexts.Of(reasons);
        return words.IsEmpty
            ? [new Fact("held down by", "nothing")]
            : words.Select((word, index) =>
                new Fact(index == 0 ? "held down by" : "", word.Text, word.IsProblem ? FactTone.Warning : FactTone.Plain));
    }

    private static Fact Generation(GpuSample sample)
    {
        var (now, most) = (sample.PcieGeneration, sample.PcieMaxGeneration);
        var isBelow = now < most;
        var isResting = sample.UtilizationPercent is null or <= RestingPercent;
        var note = !isBelow ? "" : isResting ? " (rests without work)" : " (below what card and slot can)";
        return new Fact("generation", $"{Format.Number(now)} of {Format.Number(most)}{note}",
            isBelow && !isResting ? FactTone.Warning : FactTone.Plain);
    }

    private static Fact Lanes(GpuSample sample)
    {
        var isBelow = sample.PcieWidth < sample.PcieMaxWidth;
        var note = isBelow ? " (below what card and slot can: look at riser and seat)" : "";
        return new Fact("lanes", $"x{Format.Number(sample.PcieWidth)} of x{Format.Number(sample.PcieMaxWidth)}{note}",
            isBelow ? FactTone.Warning : FactTone.Plain);
    }

    private static FactGroup Driver(GpuSample sample) => new("driver",
    [
        new Fact("version", sample.DriverVersion ?? Unknown),
        new Fact("compute mode", sample.ComputeMode switch
        {
            ComputeMode.ExclusiveProcess => "Exclusive Process",
            ComputeMode.ExclusiveThread => "Exclusive Thread",
            { } mode => $"{mode}",
            null => Unknown,
        }),
        new Fact("MIG", sample.MigEnabled switch { true => "on", false => "off", _ => Unknown }),
        sample.PersistenceMode switch
        {
            true => new Fact("persistence", "on"),
            false => new Fact(
                "persistence",
                "off: the driver starts anew for every program, which takes seconds; sudo systemctl enable --now nvidia-persistenced",
                FactTone.Warning),
            _ => new Fact("persistence", Unknown),
        },
    ]);

    private static Fact Count(string name, long? count, FactTone tone) =>
        new(name, count?.ToString() ?? Unknown, count > 0 ? tone : FactTone.Plain);
}
