using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Effects;
using GpuTop.Recordings;

namespace GpuTop.Tests.Recordings;

/// <summary>Recordings of the simulated fleet, made in virtual time.</summary>
internal static class DemoRecording
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);

    /// <summary>The text of a recording.</summary>
    public static byte[] Text(TimeSpan length, Func<string, string, string>? rewrite = null)
    {
        var clock = new HistoricalScheduler(Start);
        var feeds = DemoFeed.Of(4, DemoFeed.Seed, clock);
        var links = new SessionRegistry();
        using var stream = new MemoryStream();
        using (var writer = new RecordingWriter(stream, [.. feeds.Select(feed => feed.Name)], clock.Now, rewrite ?? ((_, text) => text)))
        using (
            Observable.Merge(
                feeds.Select((feed, index) => feed.Events(links).Do(news => writer.Write(index, news, clock.Now)))).Subscribe())
        {
            clock.AdvanceBy(length);
        }

        return stream.ToArray();
    }

    /// <summary>The recording, read back.</summary>
    public static Recording Read(TimeSpan length, Func<string, string, string>? rewrite = null)
    {
        using var stream = new MemoryStream(Text(length, rewrite));
        return RecordingReader.Read(stream);
    }
}
