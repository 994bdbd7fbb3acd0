namespace GpuTop.Demo;

/// <summary>Noise as a function of a seed and a second, so that a simulation is repeatable.</summary>
internal static class Noise
{
    /// <summary>A number from 0 up to, not including, 1.</summary>
    public static double At(ulong seed, long second) => (Mix(seed ^ ((ulong)second * 0x9E3779B97F4A7C15)) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Linear interpolation between numbers of <see cref="At"/>, one for each <paramref name="period"/> seconds.</summary>
    public static double Smooth(ulong seed, long second, int period)
    {
        var step = Math.DivRem(second, period, out var rest);
        var (from, to) = (At(seed, step), At(seed, step + 1));
        return from + ((to - from) * rest / period);
    }

    /// <summary>Hashes a value (the finalizer of splitmix64).</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>Hexadecimal digits of an id; the same for the same seed.</summary>
    public static string Hex(ulong seed, int digits)
    {
        var text = new char[digits];
        for (var i = 0; i < digits; i++)
        {
            text[i] = "0123456789abcdef"[(int)(Mix(seed + ((ulong)i * 0x9E3779B97F4A7C15)) & 15)];
        }

        return new string(text);
    }

    /// <summary>A UUID in lower case without prefix; the same for the same seed.</summary>
    public static string Uuid(ulong seed)
    {
        var hex = Hex(seed, 32);
        return $"{hex[..8]}-{hex[8..12]}-{hex[12..16]}-{hex[16..20]}-{hex[20..]}";
    }
}
