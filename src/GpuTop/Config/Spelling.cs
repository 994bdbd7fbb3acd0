namespace GpuTop.Config;

/// <summary>What somebody most likely meant to write.</summary>
internal static class Spelling
{
    /// <summary>
    /// The known word fewest edits away from the written one; null when none is near: more than a third of its letters, and more than
    /// one, differ.
    /// </summary>
    public static string? Of(string written, IEnumerable<string> known) => known
        .Select(word => (Word: word, Edits: Edits(written, word)))
        .Where(near => near.Edits <= Math.Max(1, Math.Max(written.Length, near.Word.Length) / 3))
        .OrderBy(near => near.Edits)
        .ThenBy(near => near.Word, StringComparer.Ordinal)
        .FirstOrDefault().Word;

    /// <summary>Appended to a mistake: <c>; did you mean 'interval'?</c>, or nothing.</summary>
    public static string Hint(string written, IEnumerable<string> known) =>
        Of(written, known) is { } word ? $"; did you mean '{word}'?" : "";

    /// <summary>Letters inserted, removed, replaced, or exchanged with their neighbour: restricted Damerau-Levenshtein distance.</summary>
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
