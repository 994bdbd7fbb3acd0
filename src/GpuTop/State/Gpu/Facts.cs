using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>Something known: a name and its value.</summary>
/// <param name="Name">What it is; empty for a line that needs none.</param>
/// <param name="Value">In words and units; a dash where it is not known.</param>
/// <param name="Tone">How it is to be taken.</param>
public readonly record struct Fact(string Name, string Value, FactTone Tone = FactTone.Plain);

/// <summary>How a fact is to be taken.</summary>
public enum FactTone
{
    /// <summary>As it should be.</summary>
    Plain,

    /// <summary>Less important, or not known.</summary>
    Quiet,

    /// <summary>Worth a look.</summary>
    Warning,

    /// <summary>A fault.</summary>
    Bad,

    /// <summary>Heading of facts.</summary>
    Heading,
}

/// <summary>Facts that belong together.</summary>
/// <param name="Title">What they are about.</param>
/// <param name="Facts">In order.</param>
public sealed record FactGroup(string Title, ImmutableArray<Fact> Facts);

/// <summary>One line of a column of facts; both empty between groups.</summary>
/// <param name="Name">Name, or the heading of a group; empty where a value goes on.</param>
/// <param name="Value">What fits of the value.</param>
/// <param name="Tone">How it is to be taken.</param>
public readonly record struct FactLine(string Name, string Value, FactTone Tone);

/// <summary>Groups of facts in columns.</summary>
public static class FactColumns
{
    /// <summary>Columns that names take.</summary>
    public const int NameWidth = 14;

    /// <summary>The lines of each column: every group goes, whole and in order, into the column that is shortest so far; what is too
    /// long goes on in the next line.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="columns">How many columns, at least 1.</param>
    /// <param name="width">Width of one.</param>
    public static ImmutableArray<ImmutableArray<FactLine>> Of(ImmutableArray<FactGroup> groups, int columns, int width)
    {
        var all = Enumerable.Range(0, columns).Select(_ => ImmutableArray.CreateBuilder<FactLine>()).ToArray();
        foreach (var group in groups)
        {
            var shortest = all.MinBy(column => column.Count)!;
            if (shortest.Count > 0)
            {
                shortest.Add(default);
            }

            shortest.Add(new FactLine(group.Title, "", FactTone.Heading));
            foreach (var fact in group.Facts)
            {
                var name = fact.Name;
                foreach (var part in Wrap(fact.Value, Math.Max(1, width - NameWidth)))
                {
                    shortest.Add(new FactLine(name, part, fact.Tone));
                    name = "";
                }
            }
        }

        return [.. all.Select(column => column.ToImmutable())];
    }

    // Broken at blanks; a word that is too long is cut.
    internal static IEnumerable<string> Wrap(string text, int width)
    {
        while (text.Length > width)
        {
            var at = text.LastIndexOf(' ', width);
            at = at <= 0 ? width : at;
            yield return text[..at];
            text = text[at..].TrimStart();
        }

        yield return text;
    }
}
