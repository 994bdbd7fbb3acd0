using System.Collections.Immutable;
using System.Reactive.Concurrency;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Cli;

/// <summary><c>gputop check</c>: what works on each server, and remedies for what does not.</summary>
internal static class CheckCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Checks all servers at once and prints the findings; the exit code is 0 when all of them can be monitored. At a terminal
    /// each server is printed when its check has ended, else all at the end in the order of the configuration. Ctrl-C prints what was
    /// found.</summary>
    public static int Run(LaunchOptions launch, bool asJson)
    {
        var progress = new CheckProgress(launch.Settings.Servers.Select(server => server.Name));
        var (checks, signal) = CheckAll(launch, progress, asJson || Console.IsOutputRedirected);
        if (signal is { } ended and not SignalExitCodes.Interrupt)
        {
            return ended;
        }

        if (asJson)
        {
            using var output = Console.OpenStandardOutput();
            WriteJson(output, checks);
        }
        else
        {
            WriteText(Console.Out, checks.Where(check => !progress.Printed.Contains(check)));
        }

        if (launch.NamesNoServer && checks.Any(check => check.HasNoDriver))
        {
            Console.Error.WriteLine($"gputop: {NoGpuNotice.Line}");
        }

        return signal ?? (checks.All(check => check.IsUsable) ? ExitCodes.Good : ExitCodes.Unusable);
    }

    // In the order of the configuration; those that a signal interrupted are without a result.
    private static (ImmutableArray<ServerCheck> Checks, int? Signal) CheckAll(LaunchOptions launch, CheckProgress progress, bool isSilent)
    {
        var clock = LoopThread.Start();
        using var feeds = new ServerFeeds(launch, clock, () => Interval);
        using var user = new ConsolePrompter(feeds.Questions);
        var signal = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var signals = HeadlessSignals.ExitCodes.Subscribe(code => signal.TrySetResult(code));
        user.Show(progress.Status);
        var checks = feeds.All.Select(feed => CheckAsync(feed, user, clock, progress, isSilent)).ToList();
        var all = Task.WhenAll(checks);
        Task.WhenAny(all, signal.Task).GetAwaiter().GetResult();
        if (!signal.Task.IsCompleted)
        {
            return ([.. all.GetAwaiter().GetResult()], null);
        }

        progress.Interrupt();
        return (
            [
                .. checks.Zip(feeds.All, (check, feed) =>
                    check.IsCompletedSuccessfully ? check.Result : ServerCheck.Interrupted(feed.Name)),
            ],
            signal.Task.Result);
    }

    private static async Task<ServerCheck> CheckAsync(
        ServerFeed feed, ConsolePrompter user, IScheduler clock, CheckProgress progress, bool isSilent)
    {
        var check = await ServerCheck.OfAsync(feed, user, clock);
        progress.End(check, isSilent ? null : user);
        user.Show(progress.Status);
        return check;
    }

    /// <summary>Writes a paragraph a server, a line a finding, its remedy below it.</summary>
    internal static void WriteText(TextWriter output, IEnumerable<ServerCheck> checks)
    {
        foreach (var check in checks)
        {
            output.WriteLine(check.Server);
            foreach (var finding in check.Findings)
            {
                output.WriteLine($"  {WordOf(finding.Verdict),-5} {finding.Name,-12} {finding.Text}");
                if (finding.Remedy is { } remedy)
                {
                    output.WriteLine($"{"",20} {remedy}");
                }
            }
        }
    }

    /// <summary>Writes the findings as JSON.</summary>
    internal static void WriteJson(Stream output, IEnumerable<ServerCheck> checks)
    {
        var servers = checks.Select(check => new CheckedServerDocument(
            check.Server,
            check.IsUsable,
            check.Findings.Select(finding => new FindingDocument(finding.Name, WordOf(finding.Verdict), finding.Text, finding.Remedy))));
        JsonOutput.Write(output, new CheckDocument(servers), JsonOutput.Default.CheckDocument);
    }

    private static string WordOf(Verdict verdict) => verdict switch
    {
        Verdict.Works => "ok",
        Verdict.Lacks => "note",
        _ => "FAIL",
    };
}
