using System.Xml.Linq;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Maps one <c>gpu</c> element of <c>nvidia-smi -q -x</c> to a detail.</summary>
internal static class GpuDetailXml
{
    /// <summary>The detail of a GPU.</summary>
    /// <param name="card">Its element.</param>
    /// <param name="host">The values before the GPUs.</param>
    public static GpuDetail Read(XElement card, XElement host)
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
            MinorNumber = NumberParser.Int(card.Text("minor_number")),
            RecoveryAction = card.Text("gpu_recovery_action") is { } action and not "None" ? action : null,
            ResetRequired = Switch(card.Text("gpu_reset_status/reset_required")),
            Power = Power(card),
            Pcie = Pcie(card),
            Memory = Memory(card),
            Video = new VideoDetail(
                NumberParser.Int(card.Text("utilization/encoder_util")),
                NumberParser.Int(card.Text("utilization/decoder_util")),
                NumberParser.Int(card.Text("encoder_stats/session_count"))),
            Clocks = [.. card.Elements("clocks").Elements().Select(clock => Clock(card, clock.Name.LocalName, clock.Value))],
            Temperatures =
            [
                .. from limit in card.Elements("temperature").Elements()
                   let celsius = NumberParser.Int(limit.Value)
                   where celsius is not null
                   select new TemperatureDetail(Words(limit), celsius.Value),
            ],
            ClockReasonTimes =
            [
                .. from reason in card.Elements("clocks_event_reasons_counters").Elements()
                   let microseconds = NumberParser.Long(reason.Value)
                   where microseconds is >= 0 and < long.MaxValue / TimeSpan.TicksPerMicrosecond
                   select (Words(reason).Replace("clocks event reasons counters ", "", StringComparison.Ordinal),
                       TimeSpan.FromTicks(microseconds.Value * TimeSpan.TicksPerMicrosecond)),
            ],
            Instances =
            [
                .. card.Elements("mig_devices").Elements("mig_device").Select(instance => Instance(instance, uuid)).OfType<MigInstance>(),
            ],
            Processes = [.. card.Elements("processes").Elements("process_info").Select(Process).OfType<GpuDetailProcess>()],
        };
    }

    // "gpu_power_readings" since driver 535.
    private static PowerDetail Power(XElement card) => new(
        NumberParser.Double(card.Text(
            "gpu_power_readings/current_power_limit", "power_readings/enforced_power_limit", "power_readings/power_limit")),
        NumberParser.Double(card.Text("gpu_power_readings/default_power_limit", "power_readings/default_power_limit")),
        NumberParser.Double(card.Text("gpu_power_readings/min_power_limit", "power_readings/min_power_limit")),
        NumberParser.Double(card.Text("gpu_power_readings/max_power_limit", "power_readings/max_power_limit")));

    private static PcieDetail Pcie(XElement card) => new(
        NumberParser.Int(card.Text("pci/tx_util")),
        NumberParser.Int(card.Text("pci/rx_util")),
        NumberParser.Long(card.Text("pci/replay_counter")));

    private static MemoryDetail Memory(XElement card) => new()
    {
        ReservedMiB = NumberParser.Int(card.Text("fb_memory_usage/reserved")),
        EccEnabled = Switch(card.Text("ecc_mode/current_ecc")),
        Errors =
        [
            .. from error in card.Elements("ecc_errors").Descendants()
               let count = error.HasElements ? null : NumberParser.Long(error.Value)
               where count is not null
               let path = error.AncestorsAndSelf().TakeWhile(one => one.Name != "ecc_errors").Reverse()
               select (string.Join(' ', path.Select(Words)), count.Value),
        ],
        RetiredPagesSingleBit = NumberParser.Int(card.Text("retired_pages/multiple_single_bit_retirement/retired_count")),
        RetiredPagesDoubleBit = NumberParser.Int(card.Text("retired_pages/double_bit_retirement/retired_count")),
        RetirementPending = Switch(card.Text("retired_pages/pending_retirement", "retired_pages/pending_blacklist")),
        RemappedRowsCorrected = NumberParser.Int(card.Text("remapped_rows/remapped_row_corr")),
        RemappedRowsUncorrected = NumberParser.Int(card.Text("remapped_rows/remapped_row_unc")),
        RemapPending = Switch(card.Text("remapped_rows/remapped_row_pending")),
        RemapFailed = Switch(card.Text("remapped_rows/remapped_row_failure")),
    };

    private static ClockDetail Clock(XElement card, string name, string text) => new(
        name.Replace("_clock", "", StringComparison.Ordinal).Replace('_', ' '),
        NumberParser.Int(text),
        NumberParser.Int(card.Text("max_clocks/" + name)),
        NumberParser.Int(card.Text("applications_clocks/" + name)));

    // Without a name in the document: CUDA accepts the old form, built from the ids.
    private static MigInstance? Instance(XElement instance, string? card)
    {
        var gpuId = NumberParser.Int(instance.Text("gpu_instance_id"));
        var computeId = NumberParser.Int(instance.Text("compute_instance_id"));
        return NumberParser.Int(instance.Text("index")) is { } device
            ? new MigInstance(
                instance.Text("uuid") ?? $"MIG-{card}/{gpuId}/{computeId}",
                null,
                device,
                NumberParser.Int(instance.Text("fb_memory_usage/used")),
                NumberParser.Int(instance.Text("fb_memory_usage/total")),
                gpuId,
                computeId)
            : null;
    }

    private static GpuDetailProcess? Process(XElement process) =>
        NumberParser.Int(process.Text("pid")) is > 0 and { } pid
            ? new GpuDetailProcess(
                pid,
                NumberParser.Int(process.Text("used_memory")),
                NumberParser.Int(process.Text("gpu_instance_id")),
                NumberParser.Int(process.Text("compute_instance_id")))
            : null;

    private static string Words(XElement element) => element.Name.LocalName.Replace('_', ' ');

    private static bool? Switch(string? text) => text switch
    {
        "Yes" or "Enabled" => true,
        "No" or "Disabled" => false,
        _ => null,
    };

    // The text of the first path with a value; null when none has.
    private static string? Text(this XElement element, params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            var text = path.Split('/').Aggregate<string, XElement?>(element, (parent, name) => parent?.Element(name))?.Value;
            if (text is not null && NotAvailableText.OrNull(text) is { } value)
            {
                return value;
            }
        }

        return null;
    }
}
