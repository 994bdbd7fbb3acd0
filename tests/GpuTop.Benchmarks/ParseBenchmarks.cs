using BenchmarkDotNet.Attributes;
using GpuTop.Model;
using GpuTop.Parse;
using GpuTop.Probe;

namespace GpuTop.Benchmarks;

/// <summary>What one second of one server costs: a round of eight cards with the fields that the probe asks for.</summary>
[MemoryDiagnoser]
public class ParseBenchmarks
{
    private const string Head = "index,uuid,name,pci.bus_id,driver_version,utilization.gpu,utilization.memory,utilization.encoder,"
        + "utilization.decoder,memory.used,memory.total,temperature.gpu,temperature.memory,power.draw,power.limit,fan.speed,"
            + "clocks.current.sm,"
        + "clocks.max.sm,clocks.current.memory,pstate,pcie.link.gen.current,pcie.link.width.current,pcie.link.gen.max,pcie.link.width.max,"
        + "ecc.errors.corrected.volatile.total,ecc.errors.uncorrected.volatile.total,clocks_event_reasons.active,persistence_mode,"
        + "mig.mode.current,compute_mode";

    private readonly Section _round = new(
        "g",
        Head + "\n" + string.Concat(Enumerable.Range(0, 8).Select(Row)),
        DateTimeOffset.UnixEpoch);

    /// <summary>A round of eight cards.</summary>
    [Benchmark]
    public Reading? EightGpuRound() => SectionParser.Of(_round);

    private static string Row(int index) =>
        $"{index}, GPU-0000000{index}-1111-2222-3333-444444444444, NVIDIA H200, 00000000:{index}3:00.0, 590.48.01, 98, 41, 0, 0, 130013, "
            + "143771, "
        + "71, 78, 631.95, 700.00, [N/A], 1980, 1980, 3201, P0, 5, 16, 5, 16, 0, 0, 0x0000000000000000, Enabled, Disabled, Default\n";
}
