namespace GpuTop.Config;

/// <summary>Suggestions for misspelled words.</summary>
internal static class Spelling
{
    /// <summary>
    /// Known word with the fewest edits; null when none is near: when more than a third of the letters, and more than one, differ.
    /// </summary>
    public static string? Of(string written, IEnumerable<string> known) => known
        .Select(word => (Word: word, Edits: Edits(written, word)))
        .Where(near => near.Edits <= Math.Max(1, Math.Max(written.Length, near.Word.Length) / 3))
        .OrderBy(near => near.Edits)
        .ThenBy(near => near.Word, StringComparer.Ordinal)
        .FirstOrDefault().Word;

    /// <summary>Suffix for an error message: <c>; did you mean 'interval'?</c>, or empty.</summary>
    public static string Hint(string written, IEnumerable<string> known) =>
        Of(written, known) is { } word ? $"; did you mean '{word}'?" : "";

    /// <summary>Restricted Damerau-Levenshtein distance: insertions, deletions, replacements and swaps of neighbors.</summary>
    private static int Edits(string a, string b)
    {
        var (before, last, next) = (new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray(), new int[b.Length + 1]);
        for (var i = 1; i <= a.Length; i++)
        {
            next[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = a[i - 1] == b[j - 1] ? 0 : 1;
                next[j] = Math.Min(Math.Min(next[j - 1], last[j]) + 1, last[j - 1] + same);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    next[j] = Math.Min(next[j], before[j - 2] + 1);
                }
            }

            (before, last, next) = (last, next, before);
        }

        return last[b.Length];
    }
}
