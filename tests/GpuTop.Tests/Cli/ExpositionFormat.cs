using System.Globalization;
using System.Text.RegularExpressions;

namespace GpuTop.Tests.Cli;

/// <summary>A strict reader of Prometheus' text format 0.0.4: every rule of it that a gauge can break ends the test.</summary>
internal static partial class ExpositionFormat
{
    public static List<(string Name, Dictionary<string, string> Labels, double Value)> Read(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var samples = new List<(string Name, Dictionary<string, string> Labels, double Value)>();
        var (family, helped, typed) = ("", new HashSet<string>(), new HashSet<string>());
        var seen = new HashSet<string>();
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            if (Help().Match(line) is { Success: true } help)
            {
                Assert.True(helped.Add(help.Groups[1].Value), line);
                family = help.Groups[1].Value;
            }
            else if (Type().Match(line) is { Success: true } type)
            {
                Assert.Equal(family, type.Groups[1].Value);
                Assert.True(typed.Add(family), line);
            }
            else
            {
                var sample = Sample().Match(line);
                Assert.True(sample.Success, line);
                Assert.Equal(family, sample.Groups["name"].Value);
                var names = sample.Groups["label"].Captures.Select(capture => capture.Value).ToList();
                var values = sample.Groups["value"].Captures.Select(capture => Unescape(capture.Value)).ToList();
                Assert.Equal(names.Distinct(), names);
                var labels = names.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);
                Assert.True(seen.Add(family + string.Join('\n', labels.OrderBy(label => label.Key))), $"twice: {line}");
                samples.Add(
                    (family, labels, double.Parse(sample.Groups["number"].Value, NumberStyles.Float, CultureInfo.InvariantCulture)));
            }
        }

        Assert.Equal(helped, typed);
        return samples;
    }

    private static string Unescape(string value) =>
        Regex.Replace(value, @"\\(.)", match => match.Groups[1].Value switch { "n" => "\n", var other => other });

    [GeneratedRegex(@"^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) [^\\]+$")]
    private static partial Regex Help();

    [GeneratedRegex(@"^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) gauge$")]
    private static partial Regex Type();

    [GeneratedRegex(
        @"^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)"
        + @"\{((?<label>[a-zA-Z_][a-zA-Z0-9_]*)=""(?<value>([^""\\]|\\[\\""n])*)""(,(?!\})|(?=\})))*\} "
        + @"(?<number>-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?)$")]
    private static partial Regex Sample();
}
