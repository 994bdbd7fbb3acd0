using System.Text;

namespace GpuTop.Demo;

/// <summary>One round of <c>nvidia-smi --query-gpu=... --format=csv,noheader,nounits -lms N</c>.</summary>
internal static class GpuRows
{
    private const string G = $"{ProbeFormat.Mark}g|";

    /// <summary>The largest query of <c>probe.sh</c>.</summary>
    public const string Fields = "index,uuid,name,pci.bus_id,driver_version,utilization.gpu,utilization.memory,"
        + "utilization.encoder,utilization.decoder,memory.used,memory.total,temperature.gpu,temperature.memory,"
        + "power.draw,power.draw.instant,power.limit,fan.speed,clocks.sm,"
        + "clocks.max.sm,clocks.mem,pstate,pcie.link.gen.current,pcie.link.width.current,pcie.link.gen.max,pcie.link.width.max,"
        + "ecc.errors.corrected.volatile.total,ecc.errors.uncorrected.volatile.total,clocks_event_reasons.active,persistence_mode,"
        + "mig.mode.current,compute_mode,utilization.jpeg,utilization.ofa,gpu_recovery_action,remapped_rows.pending,"
        + "remapped_rows.failure,retired_pages.pending,fabric.state,fabric.status";

    // The fields that driver 418 accepts.
    private const string OldFields = "index,uuid,name,pci.bus_id,driver_version,utilization.gpu,utilization.memory,"
        + "memory.used,memory.total,temperature.gpu,temperature.memory,power.draw,power.limit,fan.speed,clocks.sm,"
        + "clocks.max.sm,clocks.mem,pstate,pcie.link.gen.current,pcie.link.width.current,pcie.link.gen.max,pcie.link.width.max,"
        + "ecc.errors.corrected.volatile.total,ecc.errors.uncorrected.volatile.total,clocks_throttle_reasons.active,persistence_mode,"
        + "compute_mode,retired_pages.pending";

    private const int IdentityFields = 5;
    private const int AllFields = 39;
    private const int HealthFields = 8;

    /// <summary>Writes the interval of the stream and the fields of its rows.</summary>
    public static void Begin(StringBuilder text, Machine machine, TimeSpan interval) =>
        text.Append($"{ProbeFormat.Mark}gi|{interval.TotalMilliseconds:0}\n")
            .Append($"{ProbeFormat.Mark}gf|{(machine.Spec.Dialect == Dialect.Old ? OldFields : Fields)}\n");

    /// <summary>Writes one row for each GPU.</summary>
    public static void Write(StringBuilder text, Machine machine)
    {
        foreach (var card in machine.Cards)
        {
            if (machine.Spec.Dialect == Dialect.Jetson)
            {
                WriteBare(text, machine, card);
            }
            else if (card.Fault is { } words)
            {
                WriteFaulty(text, machine, card, words);
            }
            else
            {
                WriteRow(text, machine, card);
            }
        }
    }

    private static void WriteRow(StringBuilder text, Machine machine, Card card)
    {
        var model = card.Model;
        var (modern, split) = (machine.Spec.Dialect == Dialect.Modern, !machine.Spec.Instances.IsEmpty);
        var absent = modern ? "[N/A]" : "[Not Supported]";
        var resting = model.IsConsumer && card.Percent == 0;
        WriteIdentity(text, machine, card);
        _ = split ? text.Append(", [N/A], [N/A]") : text.Append($", {card.Percent}, {card.MemoryBusPercent}");
        text.Append(!modern ? "" : split ? ", [N/A], [N/A]" : ", 0, 0");
        text.Append($", {card.UsedMiB}, {model.MemoryMiB}, {card.Celsius:0}, ");
        _ = model.IsConsumer ? text.Append("N/A") : text.Append($"{(card.Celsius * 0.9) + 12:0}");
        text.Append($", {card.Watts:0.00}");
        _ = modern ? text.Append($", {card.Watts:0.00}") : text;
        text.Append($", {model.LimitWatts:0.00}, ");
        _ = model.IsConsumer ? text.Append(FanPercent(card)) : text.Append(absent);
        text.Append($", {card.SmMHz}, {model.MaxSmMHz}, {(resting ? 405 : model.MemoryMHz)}, ");
        text.Append(resting ? "P8" : model.IsConsumer ? "P2" : "P0");
        text.Append($", {(resting ? 1 : model.PcieGeneration)}, 16, {model.PcieGeneration}, 16");
        _ = model.IsConsumer ? text.Append($", {absent}, {absent}") : text.Append(card.Index == 4 ? ", 3, 0" : ", 0, 0");
        text.Append($", 0x{card.Reasons:X16}, {(model.IsConsumer ? "Disabled" : "Enabled")}");
        text.Append(!modern ? "" : split ? ", Enabled" : model.CanMig ? ", Disabled" : ", [N/A]").Append(", Default");
        var video = split ? "[N/A]" : "0";
        var rows = model.CanMig ? "No, No" : "[N/A], [N/A]";
        var fabric = model == CardModel.H100 || model == CardModel.H200 ? "Completed, Success" : "N/A, N/A";
        text.Append(modern ? $", {video}, {video}, None, {rows}, [N/A], {fabric}\n" : ", No\n");
    }

    // As recorded from an H100 that hangs: memory is 0, other values that need the GPU are the driver's error.
    private static void WriteFaulty(StringBuilder text, Machine machine, Card card, string words)
    {
        if (!words.StartsWith('['))
        {
            text.Append($"{G}Unable to determine the device handle for GPU{card.Index}: {card.BusId.AsSpan(4)}: {words}\n");
            return;
        }

        WriteIdentity(text, machine, card);
        text.Append($", {words}, {words}, {words}, {words}, 0, {card.Model.MemoryMiB}");
        text.Insert(text.Length, $", {words}", AllFields - HealthFields - IdentityFields - 9);
        text.Append($", Enabled, Disabled, Default, {words}, {words}, Reset, No, No, [N/A], N/A, N/A\n");
    }

    private static void WriteBare(StringBuilder text, Machine machine, Card card)
    {
        text.Append($"{G}{card.Index}, [N/A], {card.Model.Name}, [N/A], {machine.Spec.Driver}");
        text.Insert(text.Length, ", [N/A]", AllFields - IdentityFields).Append('\n');
    }

    private static void WriteIdentity(StringBuilder text, Machine machine, Card card) =>
        text.Append($"{G}{card.Index}, {card.Uuid}, {card.Model.Name}, {card.BusId}, {machine.Spec.Driver}");

    private static int FanPercent(Card card) => card.Celsius < 45 ? 0 : (int)Math.Clamp(30 + ((card.Celsius - 45) * 1.7), 30, 100);
}
