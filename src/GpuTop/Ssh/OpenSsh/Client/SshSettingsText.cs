using System.Text.RegularExpressions;

namespace GpuTop.Ssh;

/// <summary>Settings of ssh for one host, as <c>ssh -G</c> prints them: lines of a keyword and its value.</summary>
internal static partial class SshSettingsText
{
    /// <summary>The values by keyword in lower case, in the order of the lines.</summary>
    public static ILookup<string, string> Values(string text) => text.Split('\n')
        .Select(line => (Line: line, Blank: line.IndexOf(' ', StringComparison.Ordinal)))
        .Where(item => item.Blank > 0)
        .ToLookup(item => item.Line[..item.Blank].ToLowerInvariant(), item => item.Line[(item.Blank + 1)..].Trim());

    /// <summary>Whether a value is one: neither empty nor <c>none</c>.</summary>
    public static bool IsSet(string value) => value.Length > 0 && value != "none";

    /// <summary>The first value of a keyword; null where it is not set.</summary>
    public static string? One(ILookup<string, string> values, string key) =>
        values[key].FirstOrDefault() is { } value && IsSet(value) ? value : null;

    /// <summary>The hosts of ProxyJump, first hop first; empty without.</summary>
    public static IEnumerable<string> Jumps(ILookup<string, string> values) =>
        One(values, "proxyjump")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>A text with its tokens (ssh_config(5), TOKENS) replaced; others stay.</summary>
    public static string Expand(string text, IReadOnlyDictionary<char, string> tokens) =>
        Token().Replace(text, token => tokens.GetValueOrDefault(token.Value[1], token.Value));

    [GeneratedRegex("%.", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
