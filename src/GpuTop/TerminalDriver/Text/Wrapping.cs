using System.Collections.Immutable;

namespace GpuTop.TerminalDriver;

/// <summary>Wraps text into lines, or shortens it to one.</summary>
public static class Wrapping
{
    /// <summary>The lines of a text, each at most <paramref name="width"/> columns wide, broken at blanks and within words wider than a
    /// line; empty lines are kept.</summary>
    public static ImmutableArray<string> Lines(string text, int width)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var line in text.Split('\n'))
        {
            AddLines(lines, line.TrimEnd(), Math.Max(2, width));
        }

        return lines.DrainToImmutable();
    }

    /// <summary>The text, or as much of it as fits before an ellipsis.</summary>
    public static string Shortened(string text, int width) =>
        UnicodeWidth.Of(text) <= width ? text : text[..PrefixLength(text, width - 1)].TrimEnd() + "…";

    private static void AddLines(ImmutableArray<string>.Builder lines, string rest, int width)
    {
        while (UnicodeWidth.Of(rest) > width)
        {
            var fits = PrefixLength(rest, width);
            var blank = rest.LastIndexOf(' ', Math.Min(fits, rest.Length - 1));
            var cut = blank > 0 && !string.IsNullOrWhiteSpace(rest[..blank]) ? blank : fits;
            lines.Add(rest[..cut].TrimEnd());
            rest = rest[cut..].TrimStart();
        }

        lines.Add(rest);
    }

    // UTF-16 length of the longest prefix within the width.
    private static int PrefixLength(string text, int width)
    {
        var (length, columns) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            columns += Math.Max(0, UnicodeWidth.Of(rune.Value));
            if (columns > width)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return Math.Max(1, length);
    }
}
