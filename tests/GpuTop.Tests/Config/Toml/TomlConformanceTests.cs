using System.Globalization;
using System.Text.Json;
using GpuTop.Config.Toml;

namespace GpuTop.Tests.Config.Toml;

public sealed class TomlConformanceTests
{
    [SharedFact("toml-test/valid")]
    public void Every_valid_case_means_what_the_suite_says()
    {
        var cases = Directory.GetFiles(Repository.Shared("toml-test/valid")!, "*.toml", SearchOption.AllDirectories);

        var failed = cases.Select(Difference).Where(difference => difference is not null);

        Assert.Empty(failed);
        Assert.Equal(210, cases.Length);
    }

    [SharedFact("toml-test/invalid")]
    public void Every_invalid_case_is_refused_with_line_and_column()
    {
        var cases = Directory.GetFiles(Repository.Shared("toml-test/invalid")!, "*.toml", SearchOption.AllDirectories);

        var accepted = cases.Where(path => TomlDocument.Read(File.ReadAllBytes(path)).Mistakes is not [{ Line: > 0, Column: > 0 }, ..]);

        Assert.Empty(accepted);
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
        _ => expected.TryGetProperty("type", out var type) && SameScalar(value, type.GetString()!, expected.GetProperty("value").GetString()!),
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
