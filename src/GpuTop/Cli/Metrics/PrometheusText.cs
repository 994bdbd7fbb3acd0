using System.Globalization;
using System.Text;

namespace GpuTop.Cli;

/// <summary>Text in the exposition format of Prometheus, version 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/): families of gauges, each with its help, one sample a line.</summary>
internal sealed class PrometheusText
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a family of gauges; a sample without a value is left out, and a family without samples too. Of samples with the same
    /// labels only the first is written: Prometheus refuses a whole scrape that holds one twice.</summary>
    /// <param name="name">Metric name, with the base unit at its end.</param>
    /// <param name="help">One line.</param>
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

            // An empty value is the same as no label.
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

            _text.Append(name).Append('{').Append(given).Append("} ").Append(number.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        }
    }

    public override string ToString() => _text.ToString();

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
