using System.Text;
using GpuTop.Demo;
using GpuTop.Tests.Demo;
using GpuTop.Tests.Parse;

namespace GpuTop.Tests.Fuzz;

/// <summary>What servers say, as the start of mutations: all that eight simulated servers say in their first seconds, and the recordings
/// where they stand beside this checkout.</summary>
internal static class FuzzCorpus
{
    // Mutations of long texts find what those of short ones do, and take longer.
    private const int MostBytes = 8192;

    /// <summary>Lines of the wire: whole sections, rows of the GPU stream.</summary>
    public static IReadOnlyList<byte[]> Blocks { get; } = [.. Simulated(), .. RecordedSections()];

    /// <summary>The healthy beginning of a server: its own ready line stands before it.</summary>
    public static byte[] Healthy { get; } = Encoding.UTF8.GetBytes(WireOf(0));

    /// <summary>The line that names the fields of the rows, without which none is read.</summary>
    public static byte[] Head { get; } = Encoding.UTF8.GetBytes(
        WireOf(0).Split('\n').First(line => line.StartsWith("\u001egf|", StringComparison.Ordinal)) + "\n");

    private static IEnumerable<byte[]> Simulated() => Enumerable.Range(0, 8).SelectMany(place => BlocksOf(WireOf(place))).Select(Cut);

    private static string WireOf(int place)
    {
        using var watcher = new DemoConnection(SimulatedFleet.Servers(8, seed: 1)[place]);
        var text = watcher.Hear(TimeSpan.FromSeconds(3));
        return text[(text.IndexOf("ready", StringComparison.Ordinal) is var ready && ready < 0 ? 0 : text.IndexOf('\n', ready) + 1)..];
    }

    // From "TAG<" to "TAG>"; what stands alone is a block of its own.
    private static IEnumerable<string> BlocksOf(string wire)
    {
        var block = new StringBuilder();
        foreach (var line in wire.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            block.Append(line).Append('\n');
            if (line.EndsWith('>') || (line.Contains('|') && line.StartsWith("\u001eg", StringComparison.Ordinal) && block.Length > 600))
            {
                yield return block.ToString();
                block.Clear();
            }
        }
    }

    private static IEnumerable<byte[]> RecordedSections()
    {
        (string Folder, string Tag)[] folders = [
            ("nvidia-smi", "g"), ("top", "t"), ("df", "d"), ("tmux", "s"), ("misc", "a"), ("misc", "p"), ("misc", "i"),
            ("nvidia-smi", "rx1")];
        foreach (var (folder, tag) in folders.Where(one => Repository.Shared("recordings/" + one.Folder) is not null))
        {
            foreach (var text in Recorded.All(folder).Values)
            {
                var lines = text[..Math.Min(text.Length, MostBytes)].Split('\n').Select(line => $"\u001e{tag}|{line}\n");
                yield return Encoding.UTF8.GetBytes(
                    tag == "g" ? string.Concat(lines) : $"\u001e{tag}<\n{string.Concat(lines)}\u001e{tag}>\n");
            }
        }
    }

    private static byte[] Cut(string text) => Cut(Encoding.UTF8.GetBytes(text));

    private static byte[] Cut(byte[] text) => text[..Math.Min(text.Length, MostBytes)];
}
