using System.Globalization;
using System.Text;

namespace GpuTop.Cli;

/// <summary>Text in the exposition format of Prometheus, version 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/): families of gauges, each with its help, one sample a line.</summary>
internal sealed class Exposition
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a family of gauges; a sample without a value is left out, and a family without samples too.</summary>
    /// <param name="name">Metric name, with the base unit at its end.</param>
    /// <param name="help">One line.</param>
    /// <param name="samples">Labels and values.</param>
    public void Gauge(string name, string help, IEnumerable<((string Name, string? Value)[] Labels, double? Value)> samples)
    {
        var isHeaded = false;
        foreach (var (labels, value) in samples)
        {
            if (value is not { } number)
            {
                continue;
            }

            if (!isHeaded)
            {
                _text.Append($"# HELP {name} {help}\n# TYPE {name} gauge\n");
                isHeaded = true;
            }

            // An empty value is the same as no label.
            var given = labels.Where(label => !string.IsNullOrEmpty(label.Value)).Select(label => $"{label.Name}=\"{Escape(label.Value!)}\"");
            _text.Append(name).Append('{').AppendJoin(',', given).Append("} ").Append(number.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        }
    }

    public override string ToString() => _text.ToString();

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
