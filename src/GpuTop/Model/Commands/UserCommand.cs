using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace GpuTop.Model;

/// <summary>User command.</summary>
/// <param name="Name">Name in the menu; unique.</param>
/// <param name="Key">Shortcut in the menu: one character, or <c>F1</c> to <c>F12</c>; null for none.</param>
/// <param name="Run">Shell command with unquoted placeholders; each expands to one quoted word.</param>
/// <param name="Where">Machine whose shell runs it.</param>
/// <param name="Pause">Whether to wait for Enter at the end, so that the output can be read.</param>
public sealed partial record UserCommand(string Name, string? Key, string Run, CommandPlace Where, bool Pause)
{
    /// <summary>
    /// Names of placeholders in <see cref="Run"/>. Other words in braces, and all of <c>${...}</c>, are shell syntax.
    /// </summary>
    public static ImmutableArray<string> Placeholders { get; } = ["server", "host", "user", "pid", "gpu", "cwd", "path", "port"];

    /// <summary>
    /// Distinct placeholders in <see cref="Run"/>; may be empty. The command cannot run when one has no value.
    /// </summary>
    public ImmutableArray<string> Needs => [.. Words(Run).Select(w => w.Groups[1].Value).Distinct()];

    /// <summary>Returns the shell command with all placeholders replaced.</summary>
    /// <param name="quoted">Returns the value of a placeholder, quoted as one shell word.</param>
    public string Expand(Func<string, string> quoted) => Placeholder().Replace(Run, word => quoted(word.Groups[1].Value));

    /// <summary>Error messages for a shell command with placeholders; may be empty.</summary>
    internal static IEnumerable<string> MistakesIn(string run)
    {
        foreach (var word in Words(run))
        {
            var name = word.Groups[1].Value;
            if (!Placeholders.Contains(name))
            {
                var known = string.Join(' ', Placeholders.Select(p => $"{{{p}}}"));
                yield return $"unknown placeholder {{{name}}}; known are {known}";
            }
            else if (IsQuoted(run.AsSpan(0, word.Index)))
            {
                yield return $"{{{name}}} must not stand between quotes or behind a backslash: it becomes a quoted word by itself";
            }
        }
    }

    private static List<Match> Words(string run) => Placeholder().Matches(run).ToList();

    /// <summary>
    /// Whether the end of a text is inside shell quotes or behind a backslash, where a quoted word would end the quotes and run as
    /// commands. Bash's <c>$'...'</c> extends to the end of the line, because other shells parse its quotes differently.
    /// </summary>
    private static bool IsQuoted(ReadOnlySpan<char> before)
    {
        var (quote, escaped) = ('\0', false);
        foreach (var c in before)
        {
            if (escaped)
            {
                escaped = false;
            }
            else if (c == '\\' && quote != '\'')
            {
                escaped = true;
            }
            else if (quote == '\0' ? c is '\'' or '"' : c == quote)
            {
                quote = quote == '\0' ? c : '\0';
            }
        }

        return quote != '\0' || escaped || before.Contains("$'", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?<!\$)\{([a-z_]+)\}")]
    private static partial Regex Placeholder();
}

/// <summary>Machine that runs a command.</summary>
public enum CommandPlace
{
    /// <summary>The server, on its own terminal over the existing connection.</summary>
    Server,

    /// <summary>This machine.</summary>
    Here,
}
