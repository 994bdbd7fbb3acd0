using System.Collections.Immutable;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Config;
using GpuTop.Effects;
using GpuTop.Recordings;

namespace GpuTop.Cli;

/// <summary><c>gputop record FILE</c>: records the servers' output until Ctrl-C, a time limit or the size limit of the file.</summary>
internal static class RecordCommand
{
    /// <summary>Records; the exit code.</summary>
    /// <param name="launch">The servers.</param>
    /// <param name="path">The file, which must not exist.</param>
    /// <param name="length">Time limit; null for none.</param>
    /// <param name="isAnonymous">Whether names of people, machines, places and programs are replaced.</param>
    public static int Run(LaunchOptions launch, string path, TimeSpan? length, bool isAnonymous)
    {
        Stream file;
        try
        {
            file = RecordingWriter.Create(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var reason = error is IOException && File.Exists(path) ? "exists already" : FileErrors.ReasonOf(error, path);
            Console.Error.WriteLine($"gputop: {path}: {reason}");
            return ExitCodes.Unusable;
        }

        var loop = LoopThread.Start();
        using var feeds = new ServerFeeds(launch, loop, () => launch.Settings.Interval);
        ImmutableArray<string> names = isAnonymous
            ? [.. feeds.All.Select((_, index) => $"server{index + 1}")]
            : [.. feeds.All.Select(feed => feed.Name)];
        Func<string, string, string> rewrite = isAnonymous
            ? new Anonymizer(feeds.All.SelectMany(feed => new[] { feed.Name, feed.Host })).Rewrite
            : (_, text) => text;
        var writer = new RecordingWriter(file, names, loop.Now, rewrite);
        try
        {
            using (writer)
            {
                Record(feeds, writer, length, loop);
            }
        }
        catch (IOException error)
        {
            Console.Error.WriteLine($"gputop: {path}: cut off within {writer.Bytes / 1024} KiB: {error.Message}");
            return ExitCodes.Unusable;
        }

        var limit = writer.IsFull ? ", the most that a recording holds" : "";
        Console.Error.WriteLine($"gputop: {path}: {writer.Bytes / 1024} KiB of {CountOf(feeds)}{limit}");
        return ExitCodes.Good;
    }

    private static void Record(ServerFeeds feeds, RecordingWriter writer, TimeSpan? length, IScheduler clock)
    {
        using var user = new ConsolePrompter(feeds.Questions);
        var sessions = new SessionRegistry();
        var start = clock.Now;
        var recording = feeds.All
            .Select((feed, index) => feed.Events(sessions).Do(next => writer.Write(index, next, clock.Now)))
            .Merge()
            .Select(_ => writer.IsFull)
            .Merge(Observable.Interval(TimeSpan.FromSeconds(1), clock)
                .Do(_ => user.Show(Status(feeds, writer, clock.Now - start)))
                .Select(_ => false))
            .TakeWhile(isFull => !isFull)
            .TakeUntil(length is { } limit ? Observable.Timer(limit, clock) : Observable.Never<long>())
            .TakeUntil(HeadlessSignals.ExitCodes)
            .LastOrDefaultAsync();
#pragma warning disable RS0030 // A command without a screen blocks the main thread until its pipeline ends.
        recording.Wait();
#pragma warning restore RS0030
    }

    private static string Status(ServerFeeds feeds, RecordingWriter writer, TimeSpan elapsed) =>
        $"recording {CountOf(feeds)}, {elapsed:h\\:mm\\:ss}, {writer.Bytes / 1024} KiB; Ctrl-C ends it";

    private static string CountOf(ServerFeeds feeds) => feeds.All.Length == 1 ? "1 server" : $"{feeds.All.Length} servers";
}
