using System.IO.Enumeration;

namespace GpuTop.Model;

/// <summary>Names of GPU models as people say them: <c>NVIDIA A100-SXM4-80GB</c> is <c>A100-80G</c>.</summary>
internal static class ModelNames
{
    // More models than any fleet has: what comes from servers must not fill our memory.
    private const int Capacity = 256;

    private static readonly Dictionary<string, string> Cache = [];

    /// <summary>The short name; <c>GPU</c> when the driver gave none.</summary>
    public static string Short(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return "GPU";
        }

        lock (Cache)
        {
            if (!Cache.TryGetValue(name, out var known))
            {
                if (Cache.Count >= Capacity)
                {
                    Cache.Clear();
                }

                Cache[name] = known = Shorten(name);
            }

            return known;
        }
    }

    /// <summary>Whether a model is meant by what somebody asked for: a name as the driver or the screen writes it, a part of it, or a
    /// pattern with <c>*</c> and <c>?</c>. Case and separators do not matter; a number counts whole: <c>A10</c> is no A100.</summary>
    /// <param name="wanted">What was asked for.</param>
    /// <param name="name">The driver's name of the model; null when it gave none.</param>
    public static bool Matches(string wanted, string? name)
    {
        var shown = Short(name);
        return wanted.AsSpan().IndexOfAny('*', '?') >= 0
            ? FileSystemName.MatchesSimpleExpression(wanted, name ?? "", ignoreCase: true)
                || FileSystemName.MatchesSimpleExpression(wanted, shown, ignoreCase: true)
            : IsPart(PartsOf(wanted), PartsOf(name ?? "")) || IsPart(PartsOf(wanted), PartsOf(shown));
    }

    // Runs of letters and runs of digits: rtx3090 and "RTX 3090" are the same two.
    private static List<string> PartsOf(string name)
    {
        var parts = new List<string>();
        var last = '-';
        foreach (var letter in name)
        {
            if (!char.IsLetterOrDigit(letter))
            {
                last = '-';
                continue;
            }

            if (last != '-' && char.IsDigit(letter) == char.IsDigit(last))
            {
                parts[^1] += letter;
            }
            else
            {
                parts.Add(letter.ToString());
            }

            last = letter;
        }

        return parts;
    }

    private static bool IsPart(List<string> wanted, List<string> name)
    {
        for (var start = 0; start + wanted.Count <= name.Count; start++)
        {
            if (Enumerable.Range(0, wanted.Count).All(at => IsPart(wanted[at], name[start + at], at == 0, at == wanted.Count - 1)))
            {
                return true;
            }
        }

        return false;
    }

    // Letters may be cut where the wish begins and ends: "force RTX 3090 t" is a GeForce RTX 3090 Ti.
    private static bool IsPart(string wanted, string part, bool isFirst, bool isLast) =>
        string.Equals(wanted, part, StringComparison.OrdinalIgnoreCase)
        || (!char.IsDigit(wanted[0]) && !char.IsDigit(part[0]) && (isFirst, isLast) switch
        {
            (true, true) => part.Contains(wanted, StringComparison.OrdinalIgnoreCase),
            (true, false) => part.EndsWith(wanted, StringComparison.OrdinalIgnoreCase),
            (false, true) => part.StartsWith(wanted, StringComparison.OrdinalIgnoreCase),
            _ => false,
        });

    private static string Shorten(string name)
    {
        var text = "";
        var memory = "";
        var separator = "";
        foreach (var word in name.Replace("-", " - ").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word == "-")
            {
                separator = "-";
            }
            else if (IsMemory(word))
            {
                memory = "-" + word[..^1];
            }
            else if (!IsIgnored(word))
            {
                text += text.Length == 0 ? word : (separator.Length == 0 ? " " : separator) + word;
                separator = "";
            }
        }

        return text.Length == 0 ? name : text + memory;
    }

    private static bool IsMemory(string word) =>
        word.Length > 2 && word.EndsWith("GB", StringComparison.Ordinal) && word.AsSpan(..^2).IndexOfAnyExceptInRange('0', '9') < 0;

    // Maker, brand, and how the card is plugged: it does not tell cards of one server apart.
    private static bool IsIgnored(string word) =>
        word is "NVIDIA" or "GeForce" or "Tesla" or "Quadro" or "GPU" or "Generation" or "PCIe" or "PCIE" or "NVL" or "SXM"
        || (word.StartsWith("SXM", StringComparison.Ordinal) && word.Length == 4)
        || (word.StartsWith("HBM", StringComparison.Ordinal) && word.Length <= 5);
}
