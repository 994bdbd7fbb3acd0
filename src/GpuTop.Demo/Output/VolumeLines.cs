using System.Text;

namespace GpuTop.Demo;

/// <summary>Section d: <c>df -P -k</c>, <c>df -P -i</c>, <c>/proc/mounts</c> and hanging mounts.</summary>
internal static class VolumeLines
{
    private const string D = $"{ProbeFormat.Mark}d|";

    // ext4 reserves 5 % for root: neither used nor available.
    private const int ReservedPart = 20;

    // Seconds between the start of df and the probe's H line.
    private const int HangSeconds = 3;

    public static void Write(StringBuilder text, Machine machine)
    {
        var volumes = machine.Spec.Volumes.Where(volume => !volume.Hangs).ToList();
        text.Append($"{D}K Filesystem     1024-blocks      Used Available Capacity Mounted on\n");
        foreach (var volume in volumes)
        {
            var used = UsedKiB(machine, volume);
            var available = Math.Max(0, volume.SizeKiB - used - (volume.Type == "ext4" ? volume.SizeKiB / ReservedPart : 0));
            text.Append($"{D}K {volume.Device,-20} {volume.SizeKiB,11} {used,11} {available,11} ");
            text.Append($"{Percent(used, used + available),7}% {volume.Path}\n");
        }

        text.Append($"{D}I Filesystem           Inodes    IUsed     IFree IUse% Mounted on\n");
        foreach (var volume in volumes)
        {
            var used = (long)(volume.Inodes * volume.InodesUsedShare);
            text.Append($"{D}I {volume.Device,-20} {volume.Inodes,9} {used,8} {volume.Inodes - used,9} ");
            _ = volume.Inodes == 0 ? text.Append("    -") : text.Append($"{Percent(used, volume.Inodes),4}%");
            text.Append($" {volume.Path}\n");
        }

        foreach (var volume in machine.Spec.Volumes)
        {
            text.Append($"{D}T {volume.Device} {volume.Path} {volume.Type} {volume.Options}\n");
            _ = volume.Hangs ? text.Append($"{D}H {(long)machine.Now.TotalSeconds + HangSeconds} {volume.Path}\n") : text;
        }
    }

    /// <summary>Used space.</summary>
    public static long UsedKiB(Machine machine, Volume volume) =>
        (long)(volume.SizeKiB * Math.Min(0.999, volume.UsedShare + (volume.GrowthPerHour * machine.Now.TotalHours)));

    // df rounds up.
    private static long Percent(long part, long whole) => whole == 0 ? 0 : ((100 * part) + whole - 1) / whole;
}
