using System.Globalization;

namespace GpuTop.Model;

/// <summary>Detection of vGPUs, shares of a card assigned by a hypervisor.</summary>
internal static class VirtualCards
{
    /// <summary>Whether a card is a vGPU, by its name.</summary>
    public static bool IsVirtual(GpuSample sample) => sample.Name is { } name && IsVirtual(name);

    /// <summary>Whether a name is that of a vGPU: <c>GRID V100D-8C</c>, <c>NVIDIA A40-12Q</c> (memory in GiB and kind of licence),
    /// <c>GRID K260Q</c>. <c>GRID K520</c> is a whole board.</summary>
    public static bool IsVirtual(string name)
    {
        if (name.Length < 3 || name[^1] is not ('A' or 'B' or 'C' or 'Q') || !char.IsAsciiDigit(name[^2]))
        {
            return false;
        }

        var dash = name.LastIndexOf('-');
        return name.StartsWith("GRID K", StringComparison.Ordinal)
            || (dash > 0 && int.TryParse(name.AsSpan((dash + 1)..^1), NumberStyles.None, CultureInfo.InvariantCulture, out _));
    }
}
