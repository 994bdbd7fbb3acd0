using System.Collections.Immutable;
using GpuTop.Config;
using GpuTop.Model;
using GpuTop.Ssh;
using GpuTop.TerminalDriver;

namespace GpuTop.Cli;

/// <summary><c>gputop init</c>: writes the hosts of <c>~/.ssh/config</c> that have GPUs into the configuration.</summary>
internal static class InitCommand
{
    /// <summary>Connects to the hosts, prints what each has, and writes the file.</summary>
    /// <param name="named">Hosts of the command line; empty for those of ssh's configuration.</param>
    /// <param name="sshConfig">ssh's configuration file; null for <c>~/.ssh/config</c>.</param>
    /// <param name="path">The file to write; null for the default one.</param>
    /// <param name="mayAdd">Whether to add servers to an existing file without a question.</param>
    /// <param name="logPath">Log of connections; null for none.</param>
    /// <param name="ssh">The ssh client; null for the default.</param>
    public static int Run(ImmutableArray<string> named, string? sshConfig, string? path, bool mayAdd, string? logPath, SshChoice? ssh)
    {
        ConsoleText.Use(TerminalSupport.ShowsUnicode(Environment.GetEnvironmentVariable));
        var source = sshConfig ?? SshConfigHosts.UserFile;
        var hosts = named.IsEmpty ? KnownServers.HostsOf(source) : named;
        var (servers, mistakes) = ServerSetting.FromArguments(hosts, []);
        foreach (var mistake in mistakes)
        {
            Console.Error.WriteLine($"gputop: {mistake}");
        }

        if (!mistakes.IsEmpty)
        {
            return ExitCodes.Unusable;
        }

        if (servers.IsEmpty)
        {
            Console.Error.WriteLine($"gputop: no hosts in {source}; try: gputop init HOST...");
            return ExitCodes.Unusable;
        }

        var (log, problem) = logPath is null ? (null, null) : LogFile.Open(logPath);
        using var closing = log;
        if (problem is not null)
        {
            Console.Error.WriteLine($"gputop: --log: {problem}");
            return ExitCodes.Unusable;
        }

        // Without prompts: there may be one for each host of the file.
        var settings = Settings.Default with { Servers = servers, Ssh = ssh ?? Settings.Default.Ssh };
        var launch = new LaunchOptions(settings, sshConfig, null) { Log = log };
        var (seen, signal) = FleetSnapshot.At(launch, mayAsk: false);
        if (signal is { } ended)
        {
            return ended;
        }

        Print(seen.Fleet);
        if ((path ?? SettingsFile.Preferred(Environment.GetEnvironmentVariable)) is { } target)
        {
            var code = Write(seen.Fleet, target, mayAdd);
            if (code == ExitCodes.Good)
            {
                Console.Out.WriteLine($"now run: gputop{OptionsOf(path, sshConfig)}");
            }

            return code;
        }

        Console.Error.WriteLine($"gputop: {SettingsWriter.NoHome}");
        return ExitCodes.Unusable;
    }

    private static string OptionsOf(string? config, string? sshConfig) =>
        (config is null ? "" : $" --config {ShellQuote.QuoteIfNeeded(config)}")
        + (sshConfig is null ? "" : $" --ssh-config {ShellQuote.QuoteIfNeeded(sshConfig)}");

    private static void Print(Fleet fleet)
    {
        var widest = fleet.Servers.Max(server => server.Name.Length);
        foreach (var server in fleet.Servers)
        {
            Console.Out.WriteLine($"{server.Name.PadRight(widest)}  {VerdictOf(server)}");
        }
    }

    private static string VerdictOf(Server server) => server switch
    {
        { Connection.Phase: ConnectionPhase.NeedsUser, Connection.Problem: { } problem } =>
            $"needs you: {problem.Text}{(problem.Remedy is { } remedy ? $"; {remedy}" : "")}",
        { Connection: { Phase: not ConnectionPhase.Live, Problem: var problem } } => problem?.Text ?? "no answer",
        { SameAs: { } other } => $"same machine as {other}",
        { Gpus.IsEmpty: true } => $"no GPU: {server.GpuProblem ?? "none listed"}",
        _ => string.Join(", ", server.Gpus.GroupBy(gpu => ModelNames.Short(gpu.Sample.Name)).Select(lot => $"{lot.Count()}x {lot.Key}")),
    };

    private static int Write(Fleet fleet, string path, bool mayAdd)
    {
        var kinds = fleet.Servers.ToLookup(KindOf);
        var chosen = kinds[Kind.HasGpus].Concat(kinds[Kind.NeedsUser]).Select(server => server.Host).ToImmutableArray();
        if (chosen.IsEmpty)
        {
            Console.Error.WriteLine("gputop: none of them has a GPU that could be seen; nothing was written");
            return ExitCodes.NothingFound;
        }

        if (File.Exists(path))
        {
            return Add(chosen, path, mayAdd);
        }

        (string Why, Kind Kind)[] reasons =
        [
            ("needs you at the first connection", Kind.NeedsUser),
            ("without a GPU", Kind.NoGpus),
            ("not reached", Kind.NotReached),
            ("second names", Kind.SameMachine),
        ];
        ImmutableArray<(string Why, string Servers)> left =
        [
            .. reasons.Where(reason => kinds[reason.Kind].Any())
                .Select(reason => (reason.Why, string.Join(", ", kinds[reason.Kind].Select(HostAndAlias)))),
        ];
        if (SettingsWriter.Write(path, SettingsWriter.Text(chosen, left)) is { } problem)
        {
            Console.Error.WriteLine($"gputop: {problem}");
            return ExitCodes.Unusable;
        }

        Console.Out.WriteLine($"{path} now names {chosen.Length} servers");
        return ExitCodes.Good;
    }

    private static string HostAndAlias(Server server) =>
        server.Host + (server.SameAs is { } other ? $" (same machine as {other})" : "");

    private static int Add(ImmutableArray<string> chosen, string path, bool mayAdd)
    {
        var (settings, mistakes) = SettingsFile.Load(path);
        foreach (var mistake in mistakes)
        {
            Console.Error.WriteLine($"gputop: {mistake}");
        }

        ImmutableArray<string> added =
            [.. chosen.Where(host => !settings.Servers.Any(server => server.Host == host || server.Name == host))];
        if (mistakes.IsEmpty && added.IsEmpty)
        {
            Console.Out.WriteLine($"{path} names them all already");
            return ExitCodes.Good;
        }

        var list = string.Join(", ", added);
        if (!mistakes.IsEmpty || (!mayAdd && !MayAdd(list, path)))
        {
            Console.Error.WriteLine($"gputop: {path} was left as it is{(mistakes.IsEmpty ? $"; --yes adds {list}" : "")}");
            return ExitCodes.Unusable;
        }

        if (SettingsWriter.Add(path, added) is { } problem)
        {
            Console.Error.WriteLine($"gputop: {problem}");
            return ExitCodes.Unusable;
        }

        Console.Out.WriteLine($"{path} now names these too: {list}");
        return ExitCodes.Good;
    }

    // Without a terminal for the question or its answer there is no permission.
    private static bool MayAdd(string hosts, string path)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            return false;
        }

        Console.Error.Write($"add {hosts} to {path}? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    private static Kind KindOf(Server server) => server.Connection.Phase switch
    {
        ConnectionPhase.NeedsUser => Kind.NeedsUser,
        ConnectionPhase.Live when server.SameAs is not null => Kind.SameMachine,
        ConnectionPhase.Live => server.Gpus.IsEmpty ? Kind.NoGpus : Kind.HasGpus,
        _ => Kind.NotReached,
    };

    private enum Kind
    {
        HasGpus,
        NeedsUser,
        NoGpus,
        NotReached,
        SameMachine,
    }
}
