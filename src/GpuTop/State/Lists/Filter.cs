using System.Collections.Immutable;
using System.IO.Enumeration;

namespace GpuTop.State;

/// <summary>A row filter: words that must all occur, and <c>field:pattern</c> terms whose pattern may contain <c>*</c> and
/// <c>?</c>; case does not matter. <c>user:alice server:gpu0* train</c>.</summary>
public sealed class Filter
{
    private readonly ImmutableArray<(string? Field, string Pattern)> _terms;

    private Filter(ImmutableArray<(string? Field, string Pattern)> terms) => _terms = terms;

    /// <summary>Whether it has no terms.</summary>
    public bool IsEmpty => _terms.IsEmpty;

    /// <summary>Parses a filter; every text is valid. A word before a colon that is not a field is part of the text.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="fields">The field names of the view.</param>
    public static Filter Of(string text, params ReadOnlySpan<string> fields)
    {
        var terms = ImmutableArray.CreateBuilder<(string? Field, string Pattern)>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = word.IndexOf(':');
            var field = colon > 0 && fields.Contains(word[..colon].ToLowerInvariant()) ? word[..colon].ToLowerInvariant() : null;
            var pattern = field is null ? word : word[(colon + 1)..];
            if (pattern.Length > 0)
            {
                terms.Add((field, pattern));
            }
        }

        return new Filter(terms.DrainToImmutable());
    }

    /// <summary>Whether a row matches.</summary>
    /// <param name="valueOf">The row's value of a field, several as lines, one of which must match; null when it has none.
    /// Called with null for the row's whole text.</param>
    public bool Matches(Func<string?, string?> valueOf)
    {
        foreach (var (field, pattern) in _terms)
        {
            var value = valueOf(field) ?? "";
            var matches = field is null
                ? value.Contains(pattern, StringComparison.OrdinalIgnoreCase)
                : MatchesLine(pattern, value);
            if (!matches)
            {
                return false;
            }
        }

        return true;
    }

    private static bool MatchesLine(string pattern, ReadOnlySpan<char> lines)
    {
        foreach (var line in lines.EnumerateLines())
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, line, ignoreCase: true))
            {
                return true;
            }
        }

        return false;
    }
}
