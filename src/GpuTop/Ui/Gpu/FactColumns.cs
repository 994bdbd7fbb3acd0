using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>A line of a column of facts; both texts are empty between groups.</summary>
/// <param name="Name">The name or the title of a group; empty on continuation lines.</param>
/// <param name="Value">The part of the value on this line.</param>
/// <param name="Tone">How it is highlighted.</param>
internal readonly record struct FactLine(string Name, string Value, FactTone Tone);

/// <summary>The column layout of fact groups.</summary>
internal static class FactColumns
{
    /// <summary>Width of the names, in columns.</summary>
    public const int NameWidth = 14;

    /// <summary>The lines of each column: each group is added as a whole to the shortest column so far;
    /// long values are wrapped.</summary>
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
                foreach (var part in Wrapping.Lines(fact.Value, width - NameWidth))
                {
                    shortest.Add(new FactLine(name, part, fact.Tone));
                    name = "";
                }
            }
        }

        return [.. all.Select(column => column.ToImmutable())];
    }
}
