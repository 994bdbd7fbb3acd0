namespace GpuTop.View;

/// <summary>Names of GPU models as people say them: <c>NVIDIA A100-SXM4-80GB</c> is <c>A100-80G</c>.</summary>
internal static class ModelNames
{
    // More models than any fleet has: what comes from servers must not fill our memory.
    private const int Capacity = 256;

    private static readonly Dictionary<string, string> Known = [];

    /// <summary>The short name; <c>GPU</c> when the driver gave none.</summary>
    public static string Short(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return "GPU";
        }

        lock (Known)
        {
            if (!Known.TryGetValue(name, out var known))
            {
                if (Known.Count >= Capacity)
                {
                    Known.Clear();
                }

                Known[name] = known = Shorten(name);
            }

            return known;
        }
    }

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
            else if (!IsNoise(word))
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
    private static bool IsNoise(string word) =>
        word is "NVIDIA" or "GeForce" or "Tesla" or "Quadro" or "GPU" or "Generation" or "PCIe" or "PCIE" or "NVL" or "SXM"
        || (word.StartsWith("SXM", StringComparison.Ordinal) && word.Length == 4)
        || (word.StartsWith("HBM", StringComparison.Ordinal) && word.Length <= 5);
}
