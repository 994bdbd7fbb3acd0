using System.Text.RegularExpressions;

namespace GpuTop.Recordings;

/// <summary>Replaces secrets in command lines.</summary>
internal static partial class SecretRedactor
{
    private const string Names =
        @"[\w.-]*(?:token|passwd|password|passphrase|secret|api[-_.]?key|access[-_.]?key|private[-_.]?key|credential)s?(?:[-_.][\w.-]*)?";

    private const string Value = @"(?:'[^'\n]*'|""[^""\n]*""|['""]?[^\s'""&]+)";

    /// <summary>The text with <c>***</c> for the value of each option, variable or URL part whose name marks a secret.</summary>
    public static string Redact(string text) =>
        InUrl().Replace(AsArgument().Replace(Assigned().Replace(text, "$1***"), "$1***"), "$1***@");

    // TOKEN=value, --token='a value', "token": "value"
    [GeneratedRegex(@"(" + Names + @"['""]?[=:] *)" + Value, RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Assigned();

    // --token value
    [GeneratedRegex(
        @"(--?" + Names + @" +)(?:'[^'\n]*'|""[^""\n]*""|['""]?[^\s'""=-][^\s'""]*)",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex AsArgument();

    // scheme://user:password@host
    [GeneratedRegex(@"(://[^\s/:@]+:)[^\s/@]+@", RegexOptions.NonBacktracking)]
    private static partial Regex InUrl();
}
