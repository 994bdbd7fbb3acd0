namespace GpuTop.Model;

/// <summary>Suggested actions for problems of cards and drivers.</summary>
public static class DriverRemedies
{
    /// <summary>The problem of a server without nvidia-smi.</summary>
    public const string NotFound = "nvidia-smi: not found";

    // The first match wins.
    private static readonly (string Words, string Remedy)[] All =
    [
        (NotFound, "no NVIDIA driver there, or nvidia-smi is not on the PATH of a shell without a terminal"),
        ("couldn't communicate", "reboot or reload the driver: sudo modprobe nvidia; after a kernel update see dkms status"),
        ("version mismatch", "the driver was updated under a running kernel: reboot, or unload and load the nvidia modules"),
        ("libnvidia-ml", "install the driver's libraries in the version of its kernel module"),
        ("blocked by the operating system", "in a container or WSL: start it with access to the GPUs, update the host's driver"),
        ("Failed to initialize NVML", "in a container: restart it; elsewhere look for Xid in dmesg, then reboot"),
        ("No devices were found", "look for the card in lspci and for NVRM in dmesg; reboot"),
        ("asks for:", "end what runs on it, then do so; Reset is: sudo nvidia-smi --gpu-reset -i N"),
        ("not be remapped", "have the card replaced"),
        ("to be remapped", "end what runs on it, then: sudo nvidia-smi --gpu-reset -i N; else reboot"),
        ("fabric not ready", "on the server: systemctl status nvidia-fabricmanager; a restart of it, then a reset of the card"),
        ("lost", "reboot the server; if it comes again, check power and slot of the card"),
        ("fallen off the bus", "reboot the server; if it comes again, check power and slot of the card"),
        ("requires reset", "end what runs on it, then: sudo nvidia-smi --gpu-reset -i N; else reboot"),
        ("Unknown Error", "look for Xid in dmesg; reset the card or reboot"),
        ("ermission", "ask the administrator for access to /dev/nvidia*"),
        ("not a valid field", "an older driver: it is asked for the fields that it knows"),
        ("listed by the driver", "look for the card in lspci and for Xid in dmesg; reboot"),
        ("uncorrected ECC", "end what runs on it and reset it; if it comes again, have the card replaced"),
        ("thermal slowdown", "too hot: check fans, dust and air flow of the server"),
        ("power brake", "the server's power supply asks for less: check its feeds and the sum of the power limits"),
        ("hardware slowdown", "check cooling and power supply of the server"),
        ("ERR!", "look for Xid in dmesg; reset the card or reboot"),
        ("no instances", "the administrator makes some: sudo nvidia-smi mig -cgi ... -C"),
    ];

    /// <summary>Suggested action, one line; null when none is known.</summary>
    /// <param name="words">Error message.</param>
    public static string? Of(string words)
    {
        foreach (var (part, remedy) in All)
        {
            if (words.Contains(part, StringComparison.Ordinal))
            {
                return remedy;
            }
        }

        return null;
    }
}
