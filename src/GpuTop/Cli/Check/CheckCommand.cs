using GpuTop.TerminalDriver;

namespace GpuTop.Cli;

/// <summary><c>gputop check</c>: what works on each server, and remedies for what does not.</summary>
internal static class CheckCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Checks all servers at once and prints the findings; the exit code is 0 when all of them can be monitored.</summary>
    public static int Run(LaunchOptions launch, bool asJson)
    {
        var clock = LoopThread.Start();
        using var feeds = new ServerFeeds(launch, clock, () => Interval);
        using var user = new ConsolePrompter(feeds.Questions);
        var checks = Task.WhenAll(feeds.All.Select(feed => ServerCheck.OfAsync(feed, user, clock))).GetAwaiter().GetResult();
        if (asJson)
        {
            using var output = Console.OpenStandardOutput();
            WriteJson(output, checks);
        }
        else
        {
            WriteText(Console.Out, checks);
        }

        return checks.All(check => check.IsUsable) ? ExitCodes.Good : ExitCodes.Unusable;
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
