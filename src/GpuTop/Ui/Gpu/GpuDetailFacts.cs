using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Ui;

/// <summary>Facts of the driver query of a GPU.</summary>
internal static class GpuDetailFacts
{
    /// <summary>The groups of the result; one with the status while it is pending or failed; empty without a query.</summary>
    public static ImmutableArray<FactGroup> Of(AppState state) => state.GpuScreen?.DetailQuery switch
    {
        null => [],
        { AnsweredAt: null } asked => Single($"asked {Math.Max(0, (state.Now - asked.AskedAt).TotalSeconds):0} s ago…", FactTone.Quiet),
        { Detail: { } detail } => Of(detail) is [_, ..] groups ? groups : Single("the driver reported nothing more", FactTone.Quiet),
        { Problem: var problem } => Single(problem ?? "no answer", FactTone.Bad),
    };

    private static ImmutableArray<FactGroup> Single(string text, FactTone tone) =>
        [new FactGroup("all that the driver knows", [new Fact("", text, tone)])];

    private static ImmutableArray<FactGroup> Of(GpuDetail detail) =>
    [
        .. Group("card",
            Text("brand", detail.Brand),
            Text("architecture", detail.Architecture),
            Text("serial", detail.Serial),
            Text("VBIOS", detail.VbiosVersion),
            Text("CUDA up to", detail.CudaVersion),
            Text("device file", detail.MinorNumber is { } minor ? $"/dev/nvidia{minor}" : null),
            Text("recovery", detail.RecoveryAction, FactTone.Bad),
            Text("reset", detail.ResetRequired == true ? "required" : null, FactTone.Bad)),
        .. Group("power limits",
            Text("in force", Watts(detail.Power.LimitWatts)),
            Text("default", Watts(detail.Power.DefaultLimitWatts)),
            Text("can be set", detail.Power is { MinLimitWatts: { } least, MaxLimitWatts: { } most } ? $"{least:0} to {most:0} W" : null)),
        .. Group("clocks, now of most", [.. detail.Clocks.Select(clock => Text(clock.Name, Clock(clock)))]),
        .. Group("temperatures and limits",
            [.. detail.Temperatures.Select(limit => Text(TemperatureName(limit.Name), $"{limit.Celsius} °C"))]),
        .. Group("PCI Express traffic",
            Text("sent", Traffic(detail.Pcie.SentKBPerSecond)),
            Text("received", Traffic(detail.Pcie.ReceivedKBPerSecond)),
            Text("replays", detail.Pcie.Replays?.ToString(), detail.Pcie.Replays > 0 ? FactTone.Warning : FactTone.Plain)),
        .. Group("memory", Memory(detail.Memory)),
        .. Group("throttled since the driver's start",
            [.. detail.ClockReasonTimes.Where(time => time.Time > TimeSpan.Zero).Select(time =>
                Text("", $"{Time(time.Time)} by {time.Reason}"))]),
        .. Group("video",
            Text("encoder", Percent(detail.Video.EncoderPercent)),
            Text("decoder", Percent(detail.Video.DecoderPercent)),
            Text("encodings", detail.Video.EncoderSessions is > 0 and { } count ? $"{count}" : null)),
    ];

    private static Fact?[] Memory(MemoryDetail memory) =>
    [
        Text("reserved", memory.ReservedMiB is { } reserved ? $"{reserved} MiB" : null),
        Text("ECC", memory.EccEnabled switch { true => "on", false => "off", _ => null }),
        .. memory.Errors.Where(error => error.Count > 0).Select((error, index) =>
             Text(index == 0 ? "errors" : "", $"{error.Count} {error.Kind}", Tone(error.Kind))),
        Text("errors", !memory.Errors.IsEmpty && memory.Errors.All(error => error.Count == 0)
            ? $"none in {memory.Errors.Length} counters"
            : null),
        Text("retired pages", Sum(memory.RetiredPagesSingleBit, memory.RetiredPagesDoubleBit)),
        Text("retirement", memory.RetirementPending == true ? "waits for a reboot" : null, FactTone.Warning),
        Text("remapped rows", Sum(memory.RemappedRowsCorrected, memory.RemappedRowsUncorrected)),
        Text("remapping", memory.RemapPending == true ? "waits for a reset" : null, FactTone.Warning),
        Text("remapping", memory.RemapFailed == true ? "failed: have the card replaced" : null, FactTone.Bad),
    ];

    private static FactTone Tone(string kind) =>
        kind.Contains("uncorr", StringComparison.Ordinal) || kind.Contains("double", StringComparison.Ordinal)
            ? FactTone.Bad
            : FactTone.Warning;

    private static ImmutableArray<FactGroup> Group(string title, params Fact?[] facts)
    {
        ImmutableArray<Fact> known = [.. facts.OfType<Fact>()];
        return known.IsEmpty ? [] : [new FactGroup(title, known)];
    }

    private static Fact? Text(string name, string? value, FactTone tone = FactTone.Plain) =>
        value is null ? null : new Fact(name, value, tone);

    private static string? Watts(double? watts) => watts is { } number ? $"{number:0} W" : null;

    private static string? Percent(int? percent) => percent is { } share ? $"{share}%" : null;

    private static string? Traffic(int? kilobytes) => kilobytes is { } rate ? $"{rate / 1000.0:0.0} MB/s" : null;

    private static string? Sum(int? corrected, int? uncorrected) =>
        corrected is null && uncorrected is null ? null : $"{corrected ?? 0} corrected, {uncorrected ?? 0} not";

    private static string? Clock(ClockDetail clock) => clock.MHz is null ? null
        : $"{clock.MHz} of {clock.MaxMHz?.ToString() ?? "–"} MHz" + (clock.ApplicationMHz is { } set ? $", set to {set}" : "");

    /// <summary>The name of a temperature limit as in nvidia-smi's text output; the XML names use "max" for three different
    /// limits.</summary>
    internal static string TemperatureName(string name) => name switch
    {
        "gpu temp" => "GPU",
        "memory temp" => "memory",
        "gpu temp max threshold" => "shutdown",
        "gpu temp slow threshold" => "slowdown",
        "gpu temp max gpu threshold" => "GPU at most",
        "gpu temp max mem threshold" => "memory at most",
        "gpu target temperature" => "target",
        _ => name.Replace("gpu temp ", "").Replace(" threshold", ""),
    };

    private static string Time(TimeSpan time) =>
        time.TotalHours >= 1 ? $"{time.TotalHours:0.0} h"
        : time.TotalMinutes >= 1 ? $"{time.TotalMinutes:0} min"
        : $"{time.TotalSeconds:0} s";
}
