using System.Text.RegularExpressions;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses the line that nvidia-smi prints in place of the row of a GPU that it cannot open.</summary>
internal static partial class UnreadableGpu
{
    /// <summary>A sample with only the GPU's identity and the driver's error; null for other lines.</summary>
    public static GpuSample? Read(ReadOnlySpan<char> line)
    {
        if (!Wording().IsMatch(line))
        {
            return null;
        }

        var match = Wording().Match(line.ToString());
        var (bus, words) = (match.Groups["bus"], DriverError.Sentence(match.Groups["words"].Value));
        return new GpuSample
        {
            Index = NumberParser.Digits(match.Groups["index"].Value),
            BusId = bus.Success ? bus.Value : null,
            Problem = words.Length == 0 ? "the driver cannot open it" : words,
        };
    }

    /// <summary>Sets the number of GPUs that have only an address, where the other rows determine it.</summary>
    public static void Number(List<GpuSample> samples)
    {
        for (var i = 0; i < samples.Count; i++)
        {
            if (samples[i] is { Index: null, BusId: { } busId, Problem: not null } unreadable)
            {
                samples[i] = unreadable with { Index = IndexOf(busId, samples) };
            }
        }
    }

    // The driver numbers GPUs by address: a lost one has the number after its lower neighbour, if that is free (it is taken where the
    // driver has renumbered the others).
    private static int? IndexOf(string busId, List<GpuSample> samples)
    {
        var index = samples.Where(other => other is { BusId: not null, Index: not null })
            .Max(other => IsBehind(busId, other.BusId!) ? other.Index + 1 : 0);
        return samples.Exists(other => other.Index == index) ? null : index;
    }

    // The domain has four digits in old drivers, eight in new ones: "0000:05:00.0" is "00000000:05:00.0".
    private static bool IsBehind(string busId, string other)
    {
        var (a, b) = (busId.TrimStart('0'), other.TrimStart('0'));
        return a.Length != b.Length ? a.Length > b.Length : string.Compare(a, b, StringComparison.OrdinalIgnoreCase) > 0;
    }

    // Four wordings: "GPU1:", "GPU1: 0000:24:00.0:", "GPU 0000:05:00.0:" and "GPU0000:CB:00.0:".
    [GeneratedRegex(
        "device handle for (?:(?:GPU|gpu) ?)?(?:(?<index>[0-9]+)(?:: |:?$))?"
        + "(?:(?<bus>[0-9A-Fa-f]+:[0-9A-Fa-f]+:[0-9A-Fa-f.]+)(?:: |:?$))?(?<words>.*)")]
    private static partial Regex Wording();
}
