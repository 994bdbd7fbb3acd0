using System.Globalization;
using System.Text.RegularExpressions;

namespace GpuTop.Recordings;

/// <summary>Replaces names of persons, machines, places and programs in the output of a server. Every word outside
/// <see cref="AnonymizerVocabulary"/> becomes <c>nameN</c>, also in unknown formats; equal words get equal names, so a process keeps
/// its user. Numbers stay, except for addresses and long hexadecimal numbers, which keep their form.</summary>
/// <param name="names">Names that are replaced even if they are in the vocabulary, for example those of the servers.</param>
internal sealed partial class Anonymizer(IEnumerable<string> names)
{
    // UUIDs of GPUs and boots, ids of containers.
    private const string Identifier = @"\b[0-9a-f]{8}(?:[-/_][0-9a-f]{4}){3}[-/_][0-9a-f]{12}\b|\b[0-9a-f]{12,64}\b";
    private const string Address = @"\b[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\b";
    private const string Word = @"[\p{L}_][\p{L}\p{N}\p{M}_]*";

    private readonly HashSet<string> _forced = [.. names.SelectMany(name => Words().Matches(name).Select(match => match.Value))];
    private readonly Dictionary<string, string> _words = [];
    private readonly Dictionary<string, string> _identifiers = [];
    private readonly Dictionary<string, string> _addresses = [];
    private readonly Lock _gate = new();

    /// <summary>The text with replaced names.</summary>
    /// <param name="tag">Tag of the text's section; empty for other text.</param>
    /// <param name="text">Its lines.</param>
    public string Rewrite(string tag, string text)
    {
        lock (_gate)
        {
            if (tag == "i")
            {
                Learn(text);
            }

            return tag switch
            {
                // Values of the driver and of /proc, where only UUIDs identify.
                "g" or "h" or "b" or "@" or "!" => Identifiers().Replace(text, RewriteIdentifier),
                "m" => Identifiers().Replace(
                    ProcessNames().Replace(text, match => match.Groups[1].Value + RewriteWords(match.Groups[2].Value)), RewriteIdentifier),
                _ => string.Join('\n', text.Split('\n').Select(RewriteLine)),
            };
        }
    }

    // Names of the user and the host are replaced even if they are in the vocabulary ("data").
    private void Learn(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.Split('=', 2) is ["user" or "host", var name])
            {
                _forced.UnionWith(Words().Matches(name).Select(match => match.Value).Where(word => word != "root"));
            }
        }
    }

    // The field list before the rows comes from the probe.
    private string RewriteLine(string line) => line.StartsWith("F ", StringComparison.Ordinal) ? line : RewriteWords(line);

    private string RewriteWords(string text) => Tokens().Replace(text, match =>
        match.Groups["id"].Success ? RewriteIdentifier(match)
        : match.Groups["ip"].Success ? RewriteAddress(match)
        : RewriteWord(match.Value));

    private string RewriteWord(string word)
    {
        if (!_forced.Contains(word) && (word.Length == 1 || AnonymizerVocabulary.Contains(word)))
        {
            return word;
        }

        if (!_words.TryGetValue(word, out var other))
        {
            _words[word] = other = $"name{_words.Count + 1}";
        }

        return other;
    }

    private string RewriteIdentifier(Match match)
    {
        if (match.Value.All(char.IsAsciiDigit))
        {
            return match.Value;
        }

        if (!_identifiers.TryGetValue(match.Value, out var other))
        {
            var number = (_identifiers.Count + 1).ToString("x", CultureInfo.InvariantCulture);
            var digits = match.Value.Count(char.IsAsciiHexDigit);
            var hex = number.PadLeft(digits, 'a');
            var at = 0;
            other = string.Concat(match.Value.Select(letter => char.IsAsciiHexDigit(letter) ? hex[at++] : letter));
            _identifiers[match.Value] = other;
        }

        return other;
    }

    private string RewriteAddress(Match match)
    {
        if (match.Value.StartsWith("127.", StringComparison.Ordinal) || match.Value == "0.0.0.0")
        {
            return match.Value;
        }

        if (!_addresses.TryGetValue(match.Value, out var other))
        {
            // 198.18.0.0/15 is reserved for benchmarks (RFC 2544).
            var number = _addresses.Count + 1;
            _addresses[match.Value] = other = $"198.18.{number / 254 % 256}.{(number % 254) + 1}";
        }

        return other;
    }

    [GeneratedRegex(Word, RegexOptions.NonBacktracking)]
    private static partial Regex Words();

    [GeneratedRegex(Identifier, RegexOptions.NonBacktracking)]
    private static partial Regex Identifiers();

    [GeneratedRegex($"(?<id>{Identifier})|(?<ip>{Address})|(?<word>{Word})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"(<process_name>)([^<]*)", RegexOptions.NonBacktracking)]
    private static partial Regex ProcessNames();
}
