using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace GpuTop.Config;

/// <summary>A command of the user's own.</summary>
/// <param name="Name">What it is called in the menu; unique.</param>
/// <param name="Key">What starts it once the menu is open: one character, or <c>F1</c> to <c>F12</c>; null when it is only chosen by
/// name.</param>
/// <param name="Run">A line of shell with placeholders, none of them between quotes: each becomes one quoted word.</param>
/// <param name="Where">Which machine's shell runs it.</param>
/// <param name="Pause">Whether to wait for Enter when it has ended, so that its output can be read.</param>
public sealed partial record CommandSetting(string Name, string? Key, string Run, CommandPlace Where, bool Pause)
{
    /// <summary>
    /// What may stand between braces in <see cref="Run"/>. Other words in braces, and all of <c>${...}</c>, are the shell's own.
    /// </summary>
    public static ImmutableArray<string> Placeholders { get; } = ["server", "host", "user", "pid", "gpu", "cwd", "port"];

    /// <summary>
    /// The placeholders in <see cref="Run"/>, each once; may be empty. Where one of them has no value the command cannot run.
    /// </summary>
    public ImmutableArray<string> Needs => [.. Words(Run).Select(w => w.Groups[1].Value).Distinct()];

    /// <summary>The line to run, with every placeholder replaced.</summary>
    /// <param name="quoted">The value of a placeholder as one word of shell: it may hold anything, so it must come quoted.</param>
    public string Expand(Func<string, string> quoted) => Placeholder().Replace(Run, word => quoted(word.Groups[1].Value));

    /// <summary>What is wrong with a line of shell with placeholders; empty when nothing is.</summary>
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
    /// Whether a shell that has read so far is inside quotes or behind a backslash, where a quoted word would end them and be read as
    /// commands. Bash's <c>$'...'</c> counts to the end of the line, for its quotes are not every shell's.
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

/// <summary>Which machine runs a command.</summary>
public enum CommandPlace
{
    /// <summary>The server, on a terminal of its own over the connection that is there.</summary>
    Server,

    /// <summary>This machine.</summary>
    Here,
}
