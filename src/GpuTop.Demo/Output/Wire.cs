using System.Text;

namespace GpuTop.Demo;

/// <summary>Marks of the wire, as <c>probe.sh</c> writes them.</summary>
internal static class Wire
{
    /// <summary>The byte that begins every line of ours: RS.</summary>
    public const string Mark = "\u001e";

    /// <summary>Writes one section: its begin, its lines, its end.</summary>
    public static void Section(StringBuilder text, char tag, Machine machine, Action<StringBuilder, Machine> lines)
    {
        text.Append($"{Mark}{tag}<\n");
        lines(text, machine);
        text.Append($"{Mark}{tag}>\n");
    }
}
