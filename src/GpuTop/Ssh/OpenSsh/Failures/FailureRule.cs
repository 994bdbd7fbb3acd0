using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GpuTop.Model;

namespace GpuTop.Ssh;

/// <summary>The failure for a certain last message of ssh before the login.</summary>
/// <param name="Kind">Class of the failure.</param>
/// <param name="Last">Pattern of the last message.</param>
/// <param name="Text">Text template: $1 and $2 are the groups of <paramref name="Before"/>, then of <paramref name="Last"/>.</param>
/// <param name="Remedy">The same for the remedy; '$1' is quoted for a shell, HOST is the destination. Null without one.</param>
/// <param name="Before">Patterns that each match an earlier message.</param>
internal sealed record FailureRule(
    FailureKind Kind, LinePattern Last, string Text, string? Remedy, params ImmutableArray<LinePattern> Before)
{
    /// <summary>The texts, or null when the rule does not apply.</summary>
    /// <param name="last">Last message.</param>
    /// <param name="earlier">Messages before it.</param>
    /// <param name="host">The destination of ssh.</param>
    public (string Text, string? Remedy)? Match(string last, IReadOnlyList<string> earlier, string host)
    {
        if (!Last.Matches(last))
        {
            return null;
        }

        var groups = new List<string?>();
        foreach (var pattern in Before)
        {
            if (earlier.FirstOrDefault(pattern.Matches) is not { } line)
            {
                return null;
            }

            groups.AddRange(pattern.Groups(line));
        }

        groups.AddRange(Last.Groups(last));
        return (Fill(Text, groups, host), IsFillable(groups) ? Fill(Remedy!, groups, host) : null);
    }

    private bool IsFillable(List<string?> groups) =>
        Remedy is not null && !(Remedy.Contains("$2", StringComparison.Ordinal) && groups.ElementAtOrDefault(1) is null);

    // In one pass: inserted text is not searched for placeholders.
    private static string Fill(string template, List<string?> groups, string host) =>
        Regex.Replace(template, @"'\$([12])'|\$([12])|HOST", place => place switch
        {
            { Value: "HOST" } => host,
            { Groups: [_, { Success: true } quoted, _] } => ShellQuote.Quote(Filling(groups, quoted)),
            _ => Filling(groups, place.Groups[2]),
        });

    private static string Filling(List<string?> groups, Group number) => groups.ElementAtOrDefault(number.Value[0] - '1') ?? "";
}
