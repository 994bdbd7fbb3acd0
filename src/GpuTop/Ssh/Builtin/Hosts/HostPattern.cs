namespace GpuTop.Ssh;

/// <summary>Patterns of host names in ssh's files: <c>*</c>, <c>?</c> and a leading <c>!</c> (ssh_config(5), PATTERNS).</summary>
internal static class HostPattern
{
    /// <summary>Whether one of the patterns matches the name, and no negated one.</summary>
    public static bool Matches(IEnumerable<string> patterns, string name)
    {
        var matches = false;
        foreach (var pattern in patterns)
        {
            var isNegated = pattern.StartsWith('!');
            if (IsLike(isNegated ? pattern.AsSpan(1) : pattern, name))
            {
                if (isNegated)
                {
                    return false;
                }

                matches = true;
            }
        }

        return matches;
    }

    // In linear time for one asterisk: on a mismatch only the last one takes another character.
    private static bool IsLike(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var (at, from, star, taken) = (0, 0, -1, 0);
        while (from < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, taken) = (at++, from);
            }
            else if (at < pattern.Length && (pattern[at] == '?' || Lower(pattern[at]) == Lower(name[from])))
            {
                at++;
                from++;
            }
            else if (star >= 0)
            {
                (at, from) = (star + 1, ++taken);
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].TrimStart('*').IsEmpty;
    }

    private static char Lower(char letter) => char.ToLowerInvariant(letter);
}
