using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using System.Text;
using GpuTop.Probe;

namespace GpuTop.Tests.Probe;

/// <summary>One connection in virtual time: collects the sections of its input bytes. In its text <c>^</c> stands for RS.</summary>
internal sealed class ProbeStream : IDisposable
{
    private readonly Subject<ReadOnlyMemory<byte>> _chunks = new();
    private readonly IDisposable _subscription;

    public ProbeStream(bool ready = true)
    {
        _subscription = _chunks.Sections("n0nce", Clock).Subscribe(Heard.Add, () => Ended = true);
        if (ready)
        {
            Say("\n^@n0nce ready 1 pid=4711 lead=1\n");
            Heard.Clear();
        }
    }

    public HistoricalScheduler Clock { get; } = new(new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero));

    public List<Section> Heard { get; } = [];

    public bool Ended { get; private set; }

    /// <summary>All sections, each as TAG:TEXT with <c>/</c> for a line's end.</summary>
    public string[] Told => [.. Heard.Select(section => $"{section.Tag}:{section.Text.Replace('\n', '/')}")];

    /// <summary>A connection whose GPU stream has sent its interval in milliseconds and its field names.</summary>
    public static ProbeStream Started(int interval = 1000)
    {
        var wire = new ProbeStream();
        wire.Say($"^gi|{interval}\n^gf|index,name\n");
        return wire;
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.Replace('^', '\u001e'));

    public void Say(string text) => Say(Bytes(text));

    /// <summary>Feeds a chunk, then overwrites its memory, as a pipe reader does.</summary>
    public void Say(byte[] bytes)
    {
        var copy = bytes.ToArray();
        _chunks.OnNext(copy);
        Array.Fill(copy, (byte)'#');
    }

    public void Pass(double seconds) => Clock.AdvanceBy(TimeSpan.FromSeconds(seconds));

    public void End() => _chunks.OnCompleted();

    public void Dispose() => _subscription.Dispose();
}
