using System.Text.RegularExpressions;

namespace GpuTop.Ssh;

/// <summary>A regular expression for one line in linear time: servers choose some of these lines.</summary>
/// <param name="expression">In the syntax of <see cref="RegexOptions.NonBacktracking"/>.</param>
internal sealed class LinePattern(string expression)
{
    private readonly Regex _regex = new(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static implicit operator LinePattern(string expression) => new(expression);

    /// <summary>Whether matching cannot backtrack.</summary>
    public bool IsLinear => _regex.Options.HasFlag(RegexOptions.NonBacktracking);

    /// <summary>Whether the line matches.</summary>
    public bool Matches(string line) => _regex.IsMatch(line);

    /// <summary>The groups of the first match in order, null for one without a capture.</summary>
    public IEnumerable<string?> Groups(string line) =>
        _regex.Match(line).Groups.Cast<Group>().Skip(1).Select(group => group.Success ? group.Value : null);
}
