using System.Text;

namespace GpuTop.Demo;

/// <summary>Section m: <c>nvidia-smi -L</c> and the part of <c>nvidia-smi -q -x</c> about MIG instances and their processes.</summary>
internal static class MigLines
{
    private const string L = $"{ProbeFormat.Mark}m|L ";
    private const string X = $"{ProbeFormat.Mark}m|X ";

    public static void Write(StringBuilder text, Machine machine)
    {
        var card = machine.Cards[0];
        text.Append($"{L}GPU 0: {card.Model.Name} (UUID: {card.Uuid})\n");
        for (var device = 0; device < machine.Slots.Length; device++)
        {
            text.Append($"{L}  MIG {machine.Spec.Instances[device].Profile,-11} Device {device,2}: (UUID: {UuidOf(card, device)})\n");
        }

        text.Append($"{X}<?xml version=\"1.0\" ?>\n{X}<!DOCTYPE nvidia_smi_log SYSTEM \"nvsmi_device_v12.dtd\">\n{X}<nvidia_smi_log>\n");
        text.Append($"{X}\t<gpu id=\"{card.BusId}\">\n");
        text.Append($"{X}\t\t<product_name>{card.Model.Name}</product_name>\n");
        text.Append($"{X}\t\t<mig_mode>\n{X}\t\t\t<current_mig>Enabled</current_mig>\n");
        text.Append($"{X}\t\t\t<pending_mig>Enabled</pending_mig>\n{X}\t\t</mig_mode>\n");
        text.Append($"{X}\t\t<mig_devices>\n");
        for (var device = 0; device < machine.Slots.Length; device++)
        {
            WriteInstance(text, machine, device);
        }

        text.Append($"{X}\t\t</mig_devices>\n{X}\t\t<uuid>{card.Uuid}</uuid>\n{X}\t\t<minor_number>0</minor_number>\n");
        text.Append($"{X}\t\t<processes>\n");
        foreach (var job in machine.Jobs)
        {
            WriteProcess(text, machine, job);
        }

        text.Append($"{X}\t\t</processes>\n{X}\t</gpu>\n{X}</nvidia_smi_log>\n");
    }

    private static void WriteInstance(StringBuilder text, Machine machine, int device)
    {
        var used = 12;
        foreach (var job in machine.Jobs)
        {
            used += job.IsOn(device) ? job.MemoryMiBAt(machine.Second) : 0;
        }

        text.Append($"{X}\t\t\t<mig_device>\n{X}\t\t\t\t<index>{device}</index>\n");
        text.Append($"{X}\t\t\t\t<gpu_instance_id>{InstanceId(device)}</gpu_instance_id>\n");
        text.Append($"{X}\t\t\t\t<compute_instance_id>0</compute_instance_id>\n{X}\t\t\t\t<fb_memory_usage>\n");
        text.Append($"{X}\t\t\t\t\t<total>{machine.Slots[device].MemoryMiB} MiB</total>\n{X}\t\t\t\t\t<reserved>0 MiB</reserved>\n");
        text.Append($"{X}\t\t\t\t\t<used>{used} MiB</used>\n{X}\t\t\t\t</fb_memory_usage>\n{X}\t\t\t</mig_device>\n");
    }

    private static void WriteProcess(StringBuilder text, Machine machine, Job job)
    {
        var rank = job.Ranks[0];
        text.Append($"{X}\t\t\t<process_info>\n{X}\t\t\t\t<gpu_instance_id>{InstanceId(rank.Slots[0])}</gpu_instance_id>\n");
        text.Append($"{X}\t\t\t\t<compute_instance_id>0</compute_instance_id>\n{X}\t\t\t\t<pid>{rank.Pid}</pid>\n");
        text.Append($"{X}\t\t\t\t<type>C</type>\n");
        text.Append($"{X}\t\t\t\t<process_name>{job.Program}</process_name>\n");
        text.Append($"{X}\t\t\t\t<used_memory>{job.MemoryMiBAt(machine.Second)} MiB</used_memory>\n");
        text.Append($"{X}\t\t\t</process_info>\n");
    }

    // The driver numbers GPU instances from 1 on a GPU with instances of several sizes.
    private static int InstanceId(int device) => device + 1;

    private static string UuidOf(Card card, int device) =>
        "MIG-" + Noise.Uuid(Noise.Mix(Convert.ToUInt64(card.Uuid[4..12], 16) + (ulong)device));
}
