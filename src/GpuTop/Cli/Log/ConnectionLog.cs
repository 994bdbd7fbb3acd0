using System.Globalization;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using GpuTop.Probe;
using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<GpuTop.Probe.Section>;

namespace GpuTop.Cli;

/// <summary>The entries of <c>--log</c>: connection events, output of ssh and of servers outside samples, what was dropped or refused;
/// never an answer of the user, never a sample.</summary>
/// <param name="file">The file.</param>
/// <param name="clock">Time of the entries.</param>
internal sealed class ConnectionLog(LogFile file, IScheduler clock)
{
    /// <summary>The same feed with its events logged.</summary>
    public ServerFeed Follow(ServerFeed feed) =>
        feed with { Connect = reconnectNow => feed.Connect(reconnectNow).Do(update => Write(feed.Name, TextOf(update))) };

    /// <summary>The same prompts with each logged. Cold, so that prompts without a subscriber are still cancelled.</summary>
    public IObservable<PendingPrompt> Follow(IObservable<PendingPrompt> questions) =>
        questions.Do(question => Write(question.Server, $"asks the user: {question.Kind}"));

    private static string? TextOf(ConnectionEvent update) => update switch
    {
        ConnectionEvent.Connecting connecting => $"connects, attempt {connecting.Attempt}",
        ConnectionEvent.Authenticated => "is logged in",
        ConnectionEvent.Ready ready => $"runs the probe\n{ready.Session.LoginOutput}\n{ready.Session.Warning}",
        ConnectionEvent.Received heard => TextOf(heard.Value),
        ConnectionEvent.Broken broken => $"{TextOf(broken.Failure)}\nnext attempt at {Time(broken.RetryAt)}\n{broken.Failure.Raw}",
        ConnectionEvent.NeedsUser needs => $"needs the user: {TextOf(needs.Failure)}\n{needs.Failure.Raw}",
        _ => null,
    };

    // Tags of samples and of answers begin with a letter; both may hold command lines.
    private static string? TextOf(Section section) => section.Tag switch
    {
        [var first, ..] when char.IsAsciiLetter(first) => null,
        Section.Ready => "probe: " + section.Text,
        Section.Noise => "printed before the probe: " + section.Text,
        Section.Hanging => $"section {section.Text} hangs",
        _ => "limited: " + section.Text,
    };

    private static string TextOf(Failure failure) =>
        $"{failure.Text} ({failure.Kind}){(failure.Remedy is { } remedy ? "; " + remedy : "")}";

    private static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("HH:mm:ssZ", CultureInfo.InvariantCulture);

    private void Write(string server, string? text)
    {
        if (text is not null)
        {
            file.Write(clock.Now, server, text);
        }
    }
}
