using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using GpuTop.Model;
using GpuTop.Ssh;
using GpuTop.State;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<GpuTop.Probe.Section>;

namespace GpuTop.Cli;

/// <summary>The check of one server.</summary>
/// <param name="Server">Name of the server.</param>
/// <param name="Findings">In the order of the checks, from ssh to tunnels; ends at the first failure.</param>
internal sealed record ServerCheck(string Server, ImmutableArray<Finding> Findings)
{
    private const int LatencyId = 901;
    private const int ScriptId = 902;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan ForwardWithin = TimeSpan.FromSeconds(6);

    /// <summary>Whether the server can be monitored.</summary>
    public bool IsUsable => Findings.All(finding => finding.Verdict != Verdict.Fails);

    /// <summary>Whether nvidia-smi was not found there.</summary>
    public bool HasNoDriver => Findings.Any(finding =>
        finding.Verdict == Verdict.Fails && finding.Remedy == DriverRemedies.Of(DriverRemedies.NotFound));

    /// <summary>The check of a server that has not ended.</summary>
    public static ServerCheck Interrupted(string server) =>
        new(server, [Finding.Fails("check", "not finished when it was interrupted", null)]);

    /// <summary>Connects, runs the checks and disconnects; takes a few minutes at most, without the time of the user's answers.</summary>
    public static async Task<ServerCheck> OfAsync(ServerFeed feed, ConsolePrompter user, IScheduler clock)
    {
        var watch = Stopwatch.StartNew();
        var wasAsked = false;
        using var asking = user.IsAsked.Subscribe(isAsked => wasAsked |= isAsked);
        Finding? login = null;
        var begun = TimeSpan.Zero;
        var events = feed.Connect(Observable.Never<Unit>()).Do(item =>
        {
            if (login is null && item is ConnectionEvent.Authenticated or ConnectionEvent.Ready)
            {
                begun = watch.Elapsed;
                login = Login(wasAsked ? null : begun);
            }
        }).Publish();
        // From the login on the connection's own clocks count: an rc file may take longer than a login.
        var connected = events.TakeUntil(user.After(user.LoginWithin, clock).Where(_ => login is null))
            .FirstOrDefaultAsync(item => item is ConnectionEvent.Ready or ConnectionEvent.Broken or ConnectionEvent.NeedsUser)
            .ToTask();
        using var connection = events.Connect();
        switch (await connected)
        {
            case ConnectionEvent.Broken broken:
                return new ServerCheck(feed.Name, [.. ClientOf(broken.Failure), .. Unreached(broken.Failure, login)]);
            case ConnectionEvent.NeedsUser needs:
                return new ServerCheck(feed.Name, [.. ClientOf(needs.Failure), .. Unreached(needs.Failure, login)]);
            case ConnectionEvent.Ready ready:
                var answers = events.OfType<ConnectionEvent.Received>()
                    .Select(heard => RequestAnswers.Of(feed.Name, heard.Value))
                    .OfType<Message.CommandAnswered>();
                return new ServerCheck(feed.Name, await LookAsync(ready.Session, answers, login!, watch.Elapsed - begun, clock));
        }

        var silence = new Failure(FailureKind.NotReady, $"no answer within {user.LoginWithin.TotalSeconds:0} s", $"try: ssh {feed.Host}");
        return new ServerCheck(feed.Name, Unreached(silence, login));
    }

    private static async Task<ImmutableArray<Finding>> LookAsync(
        SshSession session, IObservable<Message.CommandAnswered> answers, Finding login, TimeSpan start, IScheduler clock)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        Finding[] way = session.IsLocal ? [Finding.Works("ssh", "not needed: this machine")]
            : [Finding.Works("client", session.Client), Reached, login];
        findings.AddRange(way);
        var watch = Stopwatch.StartNew();
        var echo = await AskAsync(session, answers, LatencyId, ":");
        var roundTrip = watch.Elapsed;
        var begun = clock.Now;
        var answer = echo is null ? null : await AskAsync(session, answers, ScriptId, CheckScript.Text);
        var shell = answer?.Text.Split('\n').FirstOrDefault(line => line.StartsWith("shell=", StringComparison.Ordinal))?[6..];
        findings.Add(Shell(shell, start, session.Noise));
        if (echo is null)
        {
            return [.. findings, Finding.Fails("probe", "ready, but it does not answer", "is the server overloaded?")];
        }

        findings.Add(Finding.Works("probe", $"answers within {roundTrip.TotalMilliseconds:0} ms"));
        if (answer is null)
        {
            var text = $"do not end within {AnswerWithin.TotalSeconds:0} s";
            return [.. findings, Finding.Fails("commands", text, "does nvidia-smi or df hang there?")];
        }

        findings.AddRange(Cli.CheckReport.Of(answer.Text, begun, roundTrip));
        findings.Add(await ForwardAsync(session));
        return findings.DrainToImmutable();
    }

    private static async Task<Message.CommandAnswered?> AskAsync(
        SshSession session, IObservable<Message.CommandAnswered> answers, int id, string command)
    {
        var answer = answers.FirstAsync(heard => heard.Id == id).ToTask();
        try
        {
            return await session.SendAsync($"r {id} {command}", CancellationToken.None) ? await answer.WaitAsync(AnswerWithin) : null;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static async Task<Finding> ForwardAsync(SshSession session)
    {
        using var limit = new CancellationTokenSource(ForwardWithin);
        return session.IsLocal ? Finding.Works("tunnels", "not needed: this machine")
            : await session.TunnelRefusalAsync(ForwardWithin, limit.Token) is { } reason
                ? Finding.Lacks("tunnels", reason, "AllowTcpForwarding yes in its sshd_config")
            : Finding.Works("tunnels", "allowed");
    }

    private static ImmutableArray<Finding> Unreached(Failure failure, Finding? login) => (login, failure.Kind) switch
    {
        ({ } done, _) => [Reached, done, Finding.Fails("shell", failure.Text, failure.Remedy)],
        _ when failure.Jumps is not null => [Finding.Fails("ssh", failure.Text, failure.Remedy)],
        (_, FailureKind.Shell) => [Reached, Finding.Works("auth", "logged in"), Finding.Fails("shell", failure.Text, failure.Remedy)],
        (_, FailureKind.Authentication or FailureKind.Question or FailureKind.Account or FailureKind.Policy) =>
            [Reached, Finding.Fails("auth", failure.Text, failure.Remedy)],
        _ => [Finding.Fails("ssh", failure.Text, failure.Remedy)],
    };

    private static IEnumerable<Finding> ClientOf(Failure failure) =>
        failure.Client.Length > 0 ? [Finding.Works("client", failure.Client)] : [];

    private static Finding Reached { get; } = Finding.Works("ssh", "answers");

    // Null where the time includes answers of the user.
    private static Finding Login(TimeSpan? took) => Finding.Works(
        "auth",
        took is { } time
            ? string.Create(CultureInfo.InvariantCulture, $"logged in within {time.TotalSeconds:0.0} s")
            : "logged in");

    private static Finding Shell(string? shell, TimeSpan start, string noise)
    {
        var text = $"{shell ?? "not known"}, the probe began after {start.TotalSeconds:0.0} s";
        return noise.Length == 0
            ? Finding.Works("shell", text)
            : Finding.Lacks(
                "shell", $"{text}; it prints: {noise.Split('\n')[0]}", "rc files should print only when there is a terminal: [ -t 1 ]");
    }
}
