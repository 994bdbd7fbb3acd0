using System.IO.Enumeration;

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

    // The library's patterns never match an empty name.
    private static bool IsLike(ReadOnlySpan<char> pattern, string name) => name.Length == 0
        ? pattern.Trim('*').IsEmpty
        : FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);
}
