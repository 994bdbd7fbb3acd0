using System.Globalization;
using System.Text.Json;
using GpuTop.Config.Toml;

namespace GpuTop.Tests.Config.Toml;

public sealed class TomlConformanceTests
{
    /// <summary>What the suite refuses as TOML 1.0 and TOML 1.1 permits.</summary>
    private static readonly string[] Toml11 =
    [
        "datetime/no-secs.toml",
        "inline-table/linebreak-01.toml",
        "inline-table/linebreak-02.toml",
        "inline-table/linebreak-03.toml",
        "inline-table/linebreak-04.toml",
        "inline-table/trailing-comma.toml",
        "local-datetime/no-secs.toml",
        "local-time/no-secs.toml",
        "string/basic-byte-escapes.toml",
    ];

    [RequiresFact(Needs.TomlSuite)]
    public void Valid_cases_match_the_suite()
    {
        var cases = Directory.GetFiles(Repository.Shared("toml-test/valid")!, "*.toml", SearchOption.AllDirectories);

        var failed = cases.Select(Difference).Where(difference => difference is not null);

        Assert.Empty(failed);
        Assert.Equal(210, cases.Length);
    }

    [RequiresFact(Needs.TomlSuite)]
    public void Every_invalid_case_but_those_of_TOML_1_1_is_refused_with_line_and_column()
    {
        var folder = Repository.Shared("toml-test/invalid")!;
        var cases = Directory.GetFiles(folder, "*.toml", SearchOption.AllDirectories);

        var accepted = cases.Where(path => TomlDocument.Read(File.ReadAllBytes(path)).Mistakes is not [{ Line: > 0, Column: > 0 }, ..]);

        Assert.Equal(Toml11, accepted.Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal));
        Assert.Equal(499, cases.Length);
    }

    private static string? Difference(string path)
    {
        var document = TomlDocument.Read(File.ReadAllBytes(path));
        if (document.Mistakes is [var mistake, ..])
        {
            return $"{path}:{mistake}";
        }

        using var expected = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(path, ".json")));
        return Same(document.Root, expected.RootElement) ? null : path + ": other values";
    }

    private static bool Same(TomlValue value, JsonElement expected) => value switch
    {
        TomlTable table => expected.ValueKind == JsonValueKind.Object
            && expected.EnumerateObject().Count() == table.Entries.Count
            && expected.EnumerateObject().All(p => table.Entries.TryGetValue(p.Name, out var entry) && Same(entry.Value, p.Value)),
        TomlValue.Sequence array => expected.ValueKind == JsonValueKind.Array
            && expected.GetArrayLength() == array.Items.Count
            && expected.EnumerateArray().Zip(array.Items).All(pair => Same(pair.Second, pair.First)),
        _ => expected.TryGetProperty("type", out var type)
            && SameScalar(value, type.GetString()!, expected.GetProperty("value").GetString()!),
    };

    private static bool SameScalar(TomlValue value, string type, string expected) => (value, type) switch
    {
        (TomlValue.Text text, "string") => text.Value == expected,
        (TomlValue.Integer integer, "integer") => integer.Value == long.Parse(expected, CultureInfo.InvariantCulture),
        (TomlValue.Boolean boolean, "bool") => boolean.Value == bool.Parse(expected),
        (TomlValue.Float number, "float") => number.Value.Equals(Number(expected)),
        (TomlValue.Moment { Kind: TomlMomentKind.OffsetDateTime } moment, "datetime") => Close(
            moment.Value, DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture).UtcDateTime),
        (TomlValue.Moment { Kind: TomlMomentKind.LocalDateTime } moment, "datetime-local") => Close(moment.Value, Local(expected)),
        (TomlValue.Moment { Kind: TomlMomentKind.LocalDate } moment, "date-local") => Close(moment.Value, Local(expected)),
        (TomlValue.Moment { Kind: TomlMomentKind.LocalTime } moment, "time-local") => Close(
            moment.Value, DateTime.MinValue + TimeSpan.Parse(expected, CultureInfo.InvariantCulture)),
        _ => false,
    };

    private static DateTime Local(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    private static bool Close(DateTime a, DateTime b) => Math.Abs((a - b).Ticks) < TimeSpan.TicksPerMillisecond;

    private static double Number(string text) => text.TrimStart('+') switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" or "-nan" => double.NaN,
        var number => double.Parse(number, CultureInfo.InvariantCulture),
    };
}
