using System.Globalization;
using System.Reactive.Concurrency;
using System.Text;
using GpuTop.Demo;

namespace GpuTop.Tests.Demo;

/// <summary>A connection to simulated servers in virtual time that collects their output.</summary>
internal sealed class DemoConnection : IDisposable
{
    private readonly List<IDisposable> _connections = [];

    public DemoConnection(params IEnumerable<SimulatedServer> servers)
    {
        foreach (var server in servers)
        {
            Texts[server.Name] = new StringBuilder();
            Connect(server);
        }
    }

    public static DateTimeOffset Start { get; } = new(2026, 11, 20, 14, 2, 11, TimeSpan.Zero);

    public HistoricalScheduler Clock { get; } = new(Start);

    public Dictionary<string, StringBuilder> Texts { get; } = [];

    public List<(string Server, TimeSpan At, Exception Error)> Losses { get; } = [];

    /// <summary>The text of the first server.</summary>
    public string Text => Texts.First().Value.ToString();

    /// <summary>Advances the time and returns the first server's output in it.</summary>
    public string Hear(TimeSpan time)
    {
        var text = Texts.First().Value;
        var before = text.Length;
        Clock.AdvanceBy(time);
        return text.ToString(before, text.Length - before);
    }

    public void Dispose() => _connections.ForEach(connection => connection.Dispose());

    /// <summary>The lines of one tag, without the marks.</summary>
    public static IEnumerable<string> Lines(string text, string tag) =>
        text.Split('\n').Where(line => line.StartsWith($"\u001e{tag}|", StringComparison.Ordinal)).Select(line => line[(tag.Length + 2)..]);

    /// <summary>The rows of the GPU stream by field name.</summary>
    public static IEnumerable<Dictionary<string, string>> GpuRows(string text)
    {
        var names = Lines(text, "gf").First().Split(',');
        foreach (var row in Lines(text, "g").Where(line => !line.StartsWith("Unable", StringComparison.Ordinal)))
        {
            var values = row.Split(", ");
            Assert.Equal(names.Length, values.Length);
            yield return names.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);
        }
    }

    public static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private void Connect(SimulatedServer server) =>
        _connections.Add(server.Output("N0NCE", Clock).Subscribe(
            bytes => Texts[server.Name].Append(Encoding.UTF8.GetString(bytes.Span)),
            error =>
            {
                Losses.Add((server.Name, Clock.Now - Start, error));
                Clock.Schedule(TimeSpan.FromSeconds(4), () => Connect(server));
            }));
}
