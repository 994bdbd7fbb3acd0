using System.Text;

namespace GpuTop.Demo;

/// <summary>Marks of the probe's output, as <c>probe.sh</c> writes them.</summary>
internal static class ProbeFormat
{
    /// <summary>The byte at the start of each line: RS.</summary>
    public const string Mark = "\u001e";

    /// <summary>Writes one section with its begin and end.</summary>
    public static void Section(StringBuilder text, char tag, Machine machine, Action<StringBuilder, Machine> lines)
    {
        text.Append($"{Mark}{tag}<\n");
        lines(text, machine);
        text.Append($"{Mark}{tag}>\n");
    }
}
