using System.Text;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Maps one <c>gpu</c> element of <c>nvidia-smi -q -x</c> to a detail.</summary>
internal static class GpuDetailXml
{
    /// <summary>The detail of a GPU.</summary>
    /// <param name="card">Its element.</param>
    /// <param name="host">The values before the GPUs.</param>
    public static GpuDetail Read(XmlValues card, XmlValues host)
    {
        var uuid = card.Text("uuid");
        return new GpuDetail
        {
            Uuid = uuid,
            Brand = card.Text("product_brand"),
            Architecture = card.Text("product_architecture"),
            Serial = card.Text("serial"),
            VbiosVersion = card.Text("vbios_version"),
            CudaVersion = host.Text("cuda_version"),
            MinorNumber = Int(card.Text("minor_number")),
            RecoveryAction = card.Text("gpu_recovery_action") is { } action and not "None" ? action : null,
            ResetRequired = Switch(card.Text("gpu_reset_status/reset_required")),
            Power = Power(card),
            Pcie = Pcie(card),
            Memory = Memory(card),
            Video = new VideoDetail(
                Int(card.Text("utilization/encoder_util")),
                Int(card.Text("utilization/decoder_util")),
                Int(card.Text("encoder_stats/session_count"))),
            Clocks = [.. In(card, "clocks/").Select(clock => Clock(card, clock.Path, clock.Text))],
            Temperatures =
            [
                .. In(card, "temperature/")
                    .Where(limit => Int(limit.Text) is not null)
                    .Select(limit => new TemperatureDetail(Words(limit.Path), Int(limit.Text)!.Value)),
            ],
            ClockReasonTimes =
            [
                .. In(card, "clocks_event_reasons_counters/clocks_event_reasons_counters_")
                    .Where(reason => Long(reason.Text) is >= 0 and < long.MaxValue / TimeSpan.TicksPerMicrosecond)
                    .Select(reason => (Words(reason.Path), TimeSpan.FromTicks(Long(reason.Text)!.Value * TimeSpan.TicksPerMicrosecond))),
            ],
            Instances = [.. card.Each("mig_device").Select(instance => Instance(instance, uuid)).OfType<MigInstance>()],
            Processes = [.. card.Each("process_info").Select(Process).OfType<GpuDetailProcess>()],
        };
    }

    // "gpu_power_readings" since driver 535.
    private static PowerDetail Power(XmlValues card) => new(
        Double(card.Text("gpu_power_readings/current_power_limit", "power_readings/enforced_power_limit", "power_readings/power_limit")),
        Double(card.Text("gpu_power_readings/default_power_limit", "power_readings/default_power_limit")),
        Double(card.Text("gpu_power_readings/min_power_limit", "power_readings/min_power_limit")),
        Double(card.Text("gpu_power_readings/max_power_limit", "power_readings/max_power_limit")));

    private static PcieDetail Pcie(XmlValues card) => new(
        Int(card.Text("pci/tx_util")),
        Int(card.Text("pci/rx_util")),
        Long(card.Text("pci/replay_counter")));

    private static MemoryDetail Memory(XmlValues card) => new()
    {
        ReservedMiB = Int(card.Text("fb_memory_usage/reserved")),
        EccEnabled = Switch(card.Text("ecc_mode/current_ecc")),
        Errors =
        [
            .. In(card, "ecc_errors/")
                .Where(error => Long(error.Text) is not null)
                .Select(error => (Words(error.Path), Long(error.Text)!.Value)),
        ],
        RetiredPagesSingleBit = Int(card.Text("retired_pages/multiple_single_bit_retirement/retired_count")),
        RetiredPagesDoubleBit = Int(card.Text("retired_pages/double_bit_retirement/retired_count")),
        RetirementPending = Switch(card.Text("retired_pages/pending_retirement", "retired_pages/pending_blacklist")),
        RemappedRowsCorrected = Int(card.Text("remapped_rows/remapped_row_corr")),
        RemappedRowsUncorrected = Int(card.Text("remapped_rows/remapped_row_unc")),
        RemapPending = Switch(card.Text("remapped_rows/remapped_row_pending")),
        RemapFailed = Switch(card.Text("remapped_rows/remapped_row_failure")),
    };

    private static ClockDetail Clock(XmlValues card, string name, string text) => new(
        Words(name.Replace("_clock", "", StringComparison.Ordinal)),
        Int(text),
        Int(card.Text("max_clocks/" + name)),
        Int(card.Text("applications_clocks/" + name)));

    // Without a name in the document: CUDA accepts the old form, built from the ids.
    private static MigInstance? Instance(XmlValues instance, string? card)
    {
        var (gpuId, computeId) = (Int(instance.Text("gpu_instance_id")), Int(instance.Text("compute_instance_id")));
        return Int(instance.Text("index")) is { } device
            ? new MigInstance(
                instance.Text("uuid") ?? $"MIG-{card}/{gpuId}/{computeId}",
                null,
                device,
                Int(instance.Text("fb_memory_usage/used")),
                Int(instance.Text("fb_memory_usage/total")),
                gpuId,
                computeId)
            : null;
    }

    private static GpuDetailProcess? Process(XmlValues process) =>
        Int(process.Text("pid")) is > 0 and { } pid
            ? new GpuDetailProcess(
                pid,
                Int(process.Text("used_memory")),
                Int(process.Text("gpu_instance_id")),
                Int(process.Text("compute_instance_id")))
            : null;

    private static IEnumerable<(string Path, string Text)> In(XmlValues card, string prefix) =>
        card.All
            .Where(value => value.Path.StartsWith(prefix, StringComparison.Ordinal))
            .Select(value => (value.Path[prefix.Length..], value.Text));

    private static string Words(string path) => path.Replace('_', ' ').Replace('/', ' ');

    private static bool? Switch(string? text) => text switch
    {
        "Yes" or "Enabled" => true,
        "No" or "Disabled" => false,
        _ => null,
    };

    private static int? Int(string? text) => text is null ? null : NumberParser.Int(Encoding.UTF8.GetBytes(text));

    private static long? Long(string? text) => text is null ? null : NumberParser.Long(Encoding.UTF8.GetBytes(text));

    private static double? Double(string? text) => text is null ? null : NumberParser.Double(Encoding.UTF8.GetBytes(text));
}
