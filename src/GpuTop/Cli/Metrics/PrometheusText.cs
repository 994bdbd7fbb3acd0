using System.Globalization;
using System.Text;

namespace GpuTop.Cli;

/// <summary>Text in the exposition format of Prometheus, version 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/): gauges only.</summary>
internal sealed class PrometheusText
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a family of gauges; samples without a value and families without samples are left out. Of samples with the same labels
    /// only the first is written: Prometheus refuses a scrape with duplicates.</summary>
    /// <param name="name">Metric name, ending in its base unit.</param>
    /// <param name="help">Help text, one line.</param>
    /// <param name="samples">Labels and values.</param>
    public void Gauge(string name, string help, IEnumerable<((string Name, string? Value)[] Labels, double? Value)> samples)
    {
        var seen = new HashSet<string>();
        foreach (var (labels, value) in samples)
        {
            if (value is not { } number)
            {
                continue;
            }

            // Prometheus treats an empty value as an absent label.
            var set = labels.Where(label => !string.IsNullOrEmpty(label.Value)).Select(label => $"{label.Name}=\"{Escape(label.Value!)}\"");
            var given = string.Join(',', set);
            if (!seen.Add(given))
            {
                continue;
            }

            if (seen.Count == 1)
            {
                _text.Append($"# HELP {name} {help}\n# TYPE {name} gauge\n");
            }

            _text.Append(CultureInfo.InvariantCulture, $"{name}{{{given}}} {number:R}\n");
        }
    }

    public override string ToString() => _text.ToString();

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
