using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using GpuTop.Config.Toml;

namespace GpuTop.Config;

/// <summary>
/// Reader of one TOML table. Values that are absent or invalid are null; invalid ones add a mistake; a key that was read is known.
/// </summary>
internal sealed partial class SettingsTable(string prefix, TomlTable table, SettingsMistakes notes)
{
    private readonly List<string> _known = [];

    public IReadOnlyList<string> Known => _known;

    /// <summary>Reads a value.</summary>
    /// <param name="key">Name in the file.</param>
    /// <param name="wanted">Description of valid values for the message "must be ...".</param>
    /// <param name="read">Converts the value; returns null for an invalid one.</param>
    public T? Read<T>(string key, string wanted, Func<TomlValue, T?> read)
    {
        _known.Add(key);
        notes.Known.Add(prefix + key);
        if (!table.Entries.TryGetValue(key, out var entry))
        {
            return default;
        }

        notes.Written.Add(prefix + key);
        var result = entry.Value is TomlValue.Unreadable ? default : read(entry.Value);
        if (result is null && entry.Value is not TomlValue.Unreadable)
        {
            notes.Add(entry.Value.Position, $"{key} must be {wanted}, not {Show(entry.Value)}");
        }

        return result;
    }

    /// <summary>Reads a text that is not empty and has no control characters.</summary>
    public string? Text(string key, string wanted = "a text that is not empty, without control characters") =>
        Read(key, wanted, value => value is TomlValue.Text { Value: var text } && IsFit(text) ? text : null);

    public string? Required(string key)
    {
        Require(key);
        return Text(key);
    }

    /// <summary>Adds a mistake when the table does not have the key.</summary>
    public void Require(string key)
    {
        if (!Has(key))
        {
            notes.Add(table.Position, $"[[{prefix.TrimEnd('.')}]] needs {key}");
        }
    }

    public bool Has(string key) => table.Entries.ContainsKey(key);

    public bool? Flag(string key) => Read(key, "true or false", value =>
        value is TomlValue.Boolean { Value: var flag } ? flag : (bool?)null);

    /// <summary>Reads true or false; null for "auto" and when absent.</summary>
    public bool? FlagOrAuto(string key) => Read(key, "\"auto\", true or false", value => value switch
    {
        TomlValue.Boolean { Value: var flag } => flag ? "true" : "false",
        TomlValue.Text { Value: "auto" } => "auto",
        _ => null,
    }) switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    public double? Number(string key, double least, double most, string unit) =>
        Read(key, $"a number from {least} to {most} {unit}", value =>
            Number(value) is { } number && number >= least && number <= most ? number : (double?)null);

    public int? Port(string key, int least = 1) => Read(key, $"a port from {least} to 65535", value =>
        value is TomlValue.Integer { Value: var port } && port >= least && port <= 65535 ? (int)port : (int?)null);

    /// <summary>Reads the remote end of a tunnel: a port of the server, or a host and its port.</summary>
    public (string Host, int Port)? Remote(string key) =>
        Read(key, "a port from 1 to 65535, or a text such as \"node7:8888\"", value => value switch
    {
        TomlValue.Integer { Value: > 0 and <= 65535 and var port } => ("localhost", (int)port),
        TomlValue.Text { Value: var text } when RemoteHost().Match(text) is { Success: true } match
            && int.TryParse(match.Groups["port"].ValueSpan, out var port) && port is > 0 and <= 65535 => (match.Groups["host"].Value, port),
        _ => ((string, int)?)null,
    });

    /// <summary>A colour as <c>"#RRGGBB"</c>; null when it is absent or invalid.</summary>
    public int? Color(string key) => Read<int?>(key, "a colour such as \"#2ea043\"", value =>
        value is TomlValue.Text { Value: ['#', .. { Length: 6 } digits] }
        && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)
            ? rgb
            : null);

    /// <summary>Reads a key of the keyboard: one character, or F1 to F12.</summary>
    public string? Keystroke(string key) => Read(key, "one character or F1 to F12", value =>
        value is TomlValue.Text { Value: var text } && Keystroke().IsMatch(text) ? text : null);

    /// <summary>Reads a number of seconds or a text with units.</summary>
    public TimeSpan? Duration(string key, TimeSpan least, TimeSpan most)
    {
        var length = Read(key, "seconds or a text such as \"500ms\", \"10s\", \"15m\"", Length);
        var limit = length < least ? $"at least {Model.Duration.Show(least)}"
            : length > most ? $"at most {Model.Duration.Show(most)}"
            : null;
        if (limit is not null)
        {
            var value = table.Entries[key].Value;
            notes.Add(value.Position, $"{key} must be {limit}, not {Show(value)}");
        }

        return limit is null ? length : null;
    }

    /// <summary>Reads one of several words; a word of digits can be unquoted.</summary>
    public T? Choice<T>(string key, IReadOnlyDictionary<string, T> words)
        where T : struct =>
        Read(key, "one of " + Quoted(words.Keys), value => words.TryGetValue(Word(value), out var meant) ? meant : (T?)null);

    /// <summary>Reads one of several words; null for "auto" and when absent.</summary>
    public T? ChoiceOrAuto<T>(string key, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        string[] all = ["auto", .. words.Keys];
        var word = Read(key, "one of " + Quoted(all), value => all.Contains(Word(value)) ? Word(value) : null);
        return word is not null && words.TryGetValue(word, out var meant) ? meant : null;
    }

    /// <summary>Reads an enum value by its name in kebab case, <c>gpu-free</c> for <c>GpuFree</c>.</summary>
    public T? Choice<T>(string key)
        where T : struct, Enum => Choice(key, Enum.GetValues<T>().ToDictionary(WordOf));

    /// <summary>Name of an enum value in kebab case.</summary>
    public static string WordOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>Reads a list of flags by their names in kebab case, without duplicates and without the zero value.</summary>
    public ImmutableArray<T>? Choices<T>(string key)
        where T : struct, Enum
    {
        var words = Enum.GetValues<T>().Where(value => !value.Equals(default(T))).ToDictionary(WordOf);
        var written = Texts(key, "words: " + Quoted(words.Keys));
        foreach (var (at, text) in (written ?? []).Where(w => !words.ContainsKey(w.Text)))
        {
            notes.Add(at, $"{key} must hold only {Quoted(words.Keys)}, not {Mistake.Quote(text)}");
        }

        return written is { } all ? [.. all.Where(w => words.ContainsKey(w.Text)).Select(w => words[w.Text]).Distinct()] : null;
    }

    /// <summary>Reads a list of texts with their positions; an item of another type adds a mistake.</summary>
    public ImmutableArray<(TomlPosition At, string Text)>? Texts(string key, string of)
    {
        var items = Read(key, $"a list of {of}", value => value is TomlValue.Sequence { Items: var items } ? items : null);
        foreach (var item in (items ?? []).Where(i => i is not (TomlValue.Text or TomlValue.Unreadable)))
        {
            notes.Add(item.Position, $"{key} must be a list of {of}; it holds {Show(item)}");
        }

        return items is null ? null : [.. items.OfType<TomlValue.Text>().Select(text => (text.Position, text.Value))];
    }

    /// <summary>Reads the tables of <c>[[key]]</c>; may be empty.</summary>
    public IEnumerable<SettingsTable> Tables(string key) =>
        (Read(key, $"tables, each below a line [[{key}]]", value =>
            value is TomlValue.Sequence { Items: var items } && items.All(i => i is TomlTable) ? items : null) ?? [])
        .Select(item => new SettingsTable(key + ".", (TomlTable)item, notes))
        .ToList();

    /// <summary>Reads the table of <c>[key]</c>; empty when absent.</summary>
    public SettingsTable Table(string key) =>
        new(key + ".", Read(key, $"a table, below a line [{key}]", value => value as TomlTable) ?? new TomlTable(table.Position), notes);

    /// <summary>Adds a mistake at a key's value, or at the table when it does not have the key.</summary>
    public void AddMistake(string key, string text) =>
        notes.Add(table.Entries.TryGetValue(key, out var entry) ? entry.Value.Position : table.Position, text);

    /// <summary>Adds a mistake for every key that was not read.</summary>
    /// <param name="above">Keys of the root table, which are often put below a header by mistake.</param>
    public void AddUnknownKeys(IEnumerable<string> above)
    {
        foreach (var (key, entry) in table.Entries.Where(e => !_known.Contains(e.Key)))
        {
            var misplaced = prefix.Length > 0 && entry.Value is not TomlTable && above.Contains(key);
            notes.Add(entry.KeyPosition, misplaced
                ? $"{Mistake.Quote(key)} is not part of {prefix.TrimEnd('.')}; put it above the first line in [brackets]"
                : $"unknown key {Mistake.Quote(key)}{Spelling.Hint(key, _known)}");
        }
    }

    private static bool IsFit(string text) => !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    private static string Quoted(IEnumerable<string> words) => string.Join(", ", words.Select(w => $"\"{w}\""));

    private static string Word(TomlValue value) => value switch
    {
        TomlValue.Text { Value: var text } => text,
        TomlValue.Integer { Value: var number } => number.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    private static TimeSpan? Length(TomlValue value) =>
        value is TomlValue.Text { Value: var text } ? Model.Duration.Parse(text)
        : Number(value) is { } seconds ? Model.Duration.OfSeconds(seconds)
        : null;

    private static double? Number(TomlValue value) => value switch
    {
        TomlValue.Integer { Value: var number } => number,
        TomlValue.Float { Value: var number } => number,
        _ => null,
    };

    private static string Show(TomlValue value) => value switch
    {
        TomlValue.Text { Value: var text } => Mistake.Quote(text),
        TomlValue.Boolean { Value: var flag } => flag ? "true" : "false",
        TomlValue.Sequence => "a list",
        TomlTable => "a table",
        TomlValue.Moment => "a date or time",
        _ => Number(value) is { } number ? number.ToString(CultureInfo.InvariantCulture) : "unreadable",
    };

    [GeneratedRegex(@"^(?<host>[A-Za-z0-9_][A-Za-z0-9_.-]*|\[[0-9A-Fa-f:.%]+\]):(?<port>[0-9]{1,5})\z")]
    private static partial Regex RemoteHost();

    [GeneratedRegex(@"^([^\p{C}\p{Z}]|F[1-9]|F1[0-2])\z")]
    private static partial Regex Keystroke();
}
