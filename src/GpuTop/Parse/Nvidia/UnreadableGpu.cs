using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses the line that nvidia-smi prints in place of the row of a GPU that it cannot open.</summary>
internal static class UnreadableGpu
{
    /// <summary>A sample with only the GPU's identity and the driver's error; null for other lines.
    /// Four wordings: <c>GPU1:</c>, <c>GPU1: 0000:24:00.0:</c>, <c>GPU 0000:05:00.0:</c> and <c>GPU0000:CB:00.0:</c>.</summary>
    public static GpuSample? Read(ReadOnlySpan<byte> line)
    {
        var at = line.IndexOf("device handle for "u8);
        if (at < 0)
        {
            return null;
        }

        var rest = line[(at + "device handle for "u8.Length)..];
        if (rest.StartsWith("GPU"u8) || rest.StartsWith("gpu"u8))
        {
            rest = rest[3..].TrimStart((byte)' ');
        }

        var first = TakePart(ref rest);
        var index = first.Contains((byte)':') ? null : NumberParser.Int(first);
        var bus = index is null ? first : TakeBus(ref rest);
        var busId = bus.IsEmpty ? null : StringPool.Of(bus);
        var words = DriverError.Sentence(rest);
        return new GpuSample
        {
            Index = index,
            BusId = busId,
            Problem = words.IsEmpty ? "the driver cannot open it" : StringPool.Of(words),
        };
    }

    /// <summary>Sets the number of GPUs that have only an address, where the other rows determine it.</summary>
    public static void Number(Span<GpuSample> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            if (samples[i] is { Index: null, BusId: { } busId, Problem: not null } unreadable)
            {
                samples[i] = unreadable with { Index = IndexOf(busId, samples) };
            }
        }
    }

    private static ReadOnlySpan<byte> TakePart(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf(": "u8);
        var part = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 2)..];
        return FieldReader.Trim(part).TrimEnd((byte)':');
    }

    private static ReadOnlySpan<byte> TakeBus(scoped ref ReadOnlySpan<byte> rest)
    {
        var behind = rest;
        var part = TakePart(ref behind);
        if (part.Count((byte)':') != 2 || part.Contains((byte)' '))
        {
            return [];
        }

        rest = behind;
        return part;
    }

    // The driver numbers GPUs by address: a lost one has the number after its lower neighbour, if that is free (it is taken where the
    // driver has renumbered the others).
    private static int? IndexOf(string busId, ReadOnlySpan<GpuSample> samples)
    {
        int? index = null;
        foreach (var other in samples)
        {
            if (other is { BusId: { } bus, Index: { } number })
            {
                index = Math.Max(index ?? 0, IsBehind(busId, bus) ? number + 1 : 0);
            }
        }

        foreach (var other in samples)
        {
            if (other.Index == index)
            {
                return null;
            }
        }

        return index;
    }

    // The domain has four digits in old drivers, eight in new ones: "0000:05:00.0" is "00000000:05:00.0".
    private static bool IsBehind(string busId, string other)
    {
        var a = busId.AsSpan().TrimStart('0');
        var b = other.AsSpan().TrimStart('0');
        return a.Length != b.Length ? a.Length > b.Length : a.CompareTo(b, StringComparison.OrdinalIgnoreCase) > 0;
    }
}
