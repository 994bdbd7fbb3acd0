using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Ui;

/// <summary>Facts of the newest GPU sample that the charts do not show.</summary>
internal static class GpuFacts
{
    private const string Unknown = "–";

    // At or below this utilization the PCIe link of a GPU may be in a power saving state.
    private const int IdlePercent = 5;

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
        new Fact("SM", OfMost(sample.SmClockMHz, sample.MaxSmClockMHz, " MHz")),
        new Fact("memory", Format.Number(sample.MemoryClockMHz, " MHz")),
        new Fact("state", sample.PerformanceState is { } state ? $"{state} (P0 is fastest)" : Unknown),
        .. Throttle(sample.Throttle),
        new Fact("fan", sample.FanPercent is { } fan ? $"{fan}%"
            : sample.Alarm?.Contains("fan", StringComparison.Ordinal) == true ? "the driver failed to read it"
            : $"{Unknown} (passive, or unknown)"),
        new Fact("encoder", Format.Number(sample.EncoderPercent, "%")),
        new Fact("decoder", Format.Number(sample.DecoderPercent, "%")),
        .. sample is { JpegPercent: null, OfaPercent: null }
            ? Array.Empty<Fact>()
            :
            [
                new Fact("JPEG", Format.Number(sample.JpegPercent, "%")),
                new Fact("optical flow", Format.Number(sample.OfaPercent, "%")),
            ],
        new Fact("memory bus", Format.Number(sample.MemoryBusPercent, "%")),
    ]);

    private static IEnumerable<Fact> Throttle(ThrottleReasons? throttle)
    {
        if (throttle is not { } reasons)
        {
            return [new Fact("throttled by", Unknown)];
        }

        var words = ThrottleReasonTexts.Of(reasons);
        return words.IsEmpty
            ? [new Fact("throttled by", "nothing")]
            : words.Select((word, index) =>
                new Fact(index == 0 ? "throttled by" : "", word.Text, word.IsProblem ? FactTone.Warning : FactTone.Plain));
    }

    private static Fact Generation(GpuSample sample)
    {
        var (now, most) = (sample.PcieGeneration, sample.PcieMaxGeneration);
        var isBelow = now < most;
        var isIdle = sample.UtilizationPercent is null or <= IdlePercent;
        var note = !isBelow ? "" : isIdle ? " (reduced while idle)" : " (below what card and slot can)";
        return new Fact("generation", OfMost(now, most) + note,
            isBelow && !isIdle ? FactTone.Warning : FactTone.Plain);
    }

    private static Fact Lanes(GpuSample sample)
    {
        var isBelow = sample.PcieWidth < sample.PcieMaxWidth;
        var note = isBelow ? " (below what card and slot can: look at riser and seat)" : "";
        return new Fact("lanes", OfMost(sample.PcieWidth, sample.PcieMaxWidth, before: "x") + note,
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

    // <c>1410 of 1980 MHz</c>; one dash when nothing is known, no maximum when that is unknown.
    private static string OfMost(int? value, int? most, string unit = "", string before = "") => (value, most) switch
    {
        (null, null) => Unknown,
        (_, null) => $"{before}{value}{unit}",
        _ => $"{(value is null ? Unknown : before + value)} of {before}{most}{unit}",
    };

    private static Fact Count(string name, long? count, FactTone tone) =>
        new(name, count?.ToString() ?? Unknown, count > 0 ? tone : FactTone.Plain);
}
