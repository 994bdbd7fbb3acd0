using System.Globalization;
using System.Text.RegularExpressions;

namespace GpuTop.Recordings;

/// <summary>Replaces whatever could name a person, a machine, a place or a program in what a server sent. Every word that is not in
/// <see cref="AnonymizerVocabulary"/> becomes <c>nameN</c>, so that unknown formats are safe too; a word always becomes the same one, so
/// that a process still belongs to its user. Figures stay, but for addresses and long hexadecimal numbers, which keep their shape.</summary>
/// <param name="names">Names that are replaced even where they are in the vocabulary, for example those of the servers.</param>
internal sealed partial class Anonymizer(IEnumerable<string> names)
{
    // UUIDs of cards and of boots, ids of containers.
    private const string Identifier = @"\b[0-9a-f]{8}(?:[-/_][0-9a-f]{4}){3}[-/_][0-9a-f]{12}\b|\b[0-9a-f]{12,64}\b";
    private const string Address = @"\b[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\b";
    private const string Word = @"[\p{L}_][\p{L}\p{N}\p{M}_]*";

    private readonly HashSet<string> _forced = [.. names.SelectMany(name => Words().Matches(name).Select(match => match.Value))];
    private readonly Dictionary<string, string> _words = [];
    private readonly Dictionary<string, string> _identifiers = [];
    private readonly Dictionary<string, string> _addresses = [];
    private readonly Lock _gate = new();

    /// <summary>The text with other names.</summary>
    /// <param name="tag">Tag of the section that the text belongs to; empty for other text.</param>
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
                // Figures of the driver and of /proc, where no word is anybody's but a UUID.
                "g" or "h" or "b" or "@" or "!" => Identifiers().Replace(text, OfIdentifier),
                "m" => Identifiers().Replace(ProcessNames().Replace(text, match => match.Groups[1].Value + OfWords(match.Groups[2].Value)), OfIdentifier),
                _ => string.Join('\n', text.Split('\n').Select(OfLine)),
            };
        }
    }

    // "user=", "host=", "home=": whoever is called "data" there is not saved by the vocabulary.
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

    // The list of fields in front of rows is ours.
    private string OfLine(string line) => line.StartsWith("F ", StringComparison.Ordinal) ? line : OfWords(line);

    private string OfWords(string text) => Tokens().Replace(text, match =>
        match.Groups["id"].Success ? OfIdentifier(match)
        : match.Groups["ip"].Success ? OfAddress(match)
        : OfWord(match.Value));

    private string OfWord(string word)
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

    private string OfIdentifier(Match match)
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
            _identifiers[match.Value] = other = string.Concat(match.Value.Select(letter => char.IsAsciiHexDigit(letter) ? hex[at++] : letter));
        }

        return other;
    }

    private string OfAddress(Match match)
    {
        if (match.Value.StartsWith("127.", StringComparison.Ordinal) || match.Value == "0.0.0.0")
        {
            return match.Value;
        }

        if (!_addresses.TryGetValue(match.Value, out var other))
        {
            // 198.18.0.0/15 is nobody's (RFC 2544).
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
