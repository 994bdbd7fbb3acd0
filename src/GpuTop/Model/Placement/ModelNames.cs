using System.IO.Enumeration;

namespace GpuTop.Model;

/// <summary>Short names of GPU models: <c>NVIDIA A100-SXM4-80GB</c> is <c>A100-80G</c>.</summary>
internal static class ModelNames
{
    // Bounds the memory for names from servers; more than any fleet has.
    private const int Capacity = 256;

    private static readonly Dictionary<string, string> Cache = [];

    /// <summary>Short name; <c>GPU</c> when the driver gave none.</summary>
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

    /// <summary>Whether a model matches a search term: full or short name, part of one, or a pattern with <c>*</c> and <c>?</c>. Case and
    /// separators are ignored; numbers match as a whole: <c>A10</c> does not match A100.</summary>
    /// <param name="wanted">Search term.</param>
    /// <param name="name">Model name from the driver; null when it gave none.</param>
    public static bool Matches(string wanted, string? name)
    {
        var shown = Short(name);
        return wanted.AsSpan().IndexOfAny('*', '?') >= 0
            ? FileSystemName.MatchesSimpleExpression(wanted, name ?? "", ignoreCase: true)
                || FileSystemName.MatchesSimpleExpression(wanted, shown, ignoreCase: true)
            : IsPart(PartsOf(wanted), PartsOf(name ?? "")) || IsPart(PartsOf(wanted), PartsOf(shown));
    }

    // Runs of letters and runs of digits: rtx3090 and "RTX 3090" give the same two parts.
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

    // The first and last part of the term may be cut: "force RTX 3090 t" matches a GeForce RTX 3090 Ti.
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

    // Manufacturer, brand and form factor do not distinguish the cards of one server.
    private static bool IsIgnored(string word) =>
        word is "NVIDIA" or "GeForce" or "Tesla" or "Quadro" or "GPU" or "Generation" or "PCIe" or "PCIE" or "NVL" or "SXM"
        || (word.StartsWith("SXM", StringComparison.Ordinal) && word.Length == 4)
        || (word.StartsWith("HBM", StringComparison.Ordinal) && word.Length <= 5);
}
