using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.Net;
using GpuTop.Config;
using GpuTop.TerminalDriver;

namespace GpuTop.Cli;

/// <summary>The command line: commands, options, and their actions.</summary>
internal static class CommandLine
{
    // Servers before the name of a command mean the same as those after it.
    private static readonly Argument<string[]> OfRoot = ServerArgument();
    private static readonly Argument<string[]> Servers = ServerArgument();

    private static readonly Option<string?> Config = new("--config")
    {
        Description = "configuration file [default: gputop/gputop.toml in $XDG_CONFIG_HOME or ~/.config]",
        HelpName = "file",
        Recursive = true,
    };

    private static readonly Option<string?> SshConfig = new("--ssh-config")
    {
        Description = "configuration file for ssh in place of ~/.ssh/config",
        HelpName = "file",
        Recursive = true,
    };

    private static readonly Option<SshChoice?> Ssh = new("--ssh")
    {
        Description = "ssh client: auto, openssh or builtin [default: as configured, else auto]",
        HelpName = "client",
        Recursive = true,
        CustomParser = result => OptionValue.Read(
            result,
            text => SettingWords.SshClients.TryGetValue(text, out var choice) ? choice : (SshChoice?)null,
            "auto, openssh or builtin"),
        CompletionSources = { _ => SettingWords.SshClients.Keys.Select(word => new CompletionItem(word)) },
    };

    private static readonly Option<string?> Log = new("--log")
    {
        Description = "log the messages of ssh and the connections there; no secrets, at most twice 4 MiB",
        HelpName = "file",
        Recursive = true,
    };

    private static readonly Option<int?> Demo = new("--demo")
    {
        Description = "a simulated fleet of N servers; needs nothing",
        HelpName = "N",
        Arity = ArgumentArity.ZeroOrOne,
        Recursive = true,
        CustomParser = result => result.Tokens.Count > 0
            ? OptionValue.Read(result, LaunchOptions.DemoServersOf, $"a number of servers from 1 to {LaunchOptions.MostDemoServers}")
            : null,
    };

    private static readonly Option<bool> ReadOnly = new("--read-only")
    {
        Description = "leave out everything that acts on a server",
    };

    private static readonly Option<bool> Json = new("--json")
    {
        Description = "as JSON; null is unknown",
    };

    private static readonly Option<IPEndPoint> Listen = new("--listen")
    {
        Description = "address and port",
        HelpName = "address:port",
        CustomParser = MetricsCommand.ParseAddress,
        DefaultValueFactory = _ => MetricsCommand.DefaultAddress,
    };

    private static readonly Option<TimeSpan?> RecordFor = new("--for")
    {
        Description = "how long, as 10m; a number is seconds [default: until Ctrl-C]",
        HelpName = "time",
        CustomParser = OptionValue.ReadTime,
    };

    private static readonly Option<bool> Anonymize = new("--anonymize")
    {
        Description = "replace the names of people, machines, places and programs",
    };

    private static readonly Option<bool> Yes = new("--yes")
    {
        Description = "add to a configuration that is there without asking",
    };

    /// <summary>Runs the command of the arguments; the exit code.</summary>
    public static int Run(string[] args)
    {
        var result = Create().Parse(args);
        var isHelp = result.Action != result.CommandResult.Command.Action && result.Action is not ParseErrorAction;
        var mistakes = isHelp ? [] : MistakesOf(result, args);
        if (!mistakes.IsEmpty)
        {
            ConsoleText.Use(TerminalSupport.ShowsUnicode(Environment.GetEnvironmentVariable));
            foreach (var mistake in mistakes)
            {
                Console.Error.WriteLine($"gputop: {mistake}");
            }

            return ExitCodes.Unusable;
        }

        // The usage of a command names the arguments of its parents too.
        OfRoot.Hidden = result.CommandResult.Command is not RootCommand;
        return ResourceErrors.Guard(() => result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
    }

    /// <summary>The root command with all commands.</summary>
    internal static RootCommand Create()
    {
        OfRoot.Hidden = false;
        var root = new RootCommand("htop for all the GPU servers you may use: one SSH connection each, nothing installed there")
        {
            OfRoot, Config, Ssh, SshConfig, Log, Demo, ReadOnly,
        };
        root.SetAction(result => Start(result, FirstRun.Run));

        var list = new Command("list", "look once at every server and print what is there; exit code 2 when one failed") { Servers, Json };
        list.SetAction(result => Start(result, launch => ListCommand.Run(launch, result.GetValue(Json))));
        root.Subcommands.Add(list);
        foreach (var command in FindOptions.Commands(Servers, Json, Start))
        {
            root.Subcommands.Add(command);
        }

        var check = new Command(
            "check", "tell for every server what works, and what to do about the rest; exit code 2 when one can't be used")
        {
            Servers, Json,
        };
        check.SetAction(result => Start(result, launch => CheckCommand.Run(launch, result.GetValue(Json))));
        root.Subcommands.Add(check);
        var init = new Command("init", "try the hosts of ~/.ssh/config and write those with GPUs into gputop.toml") { Servers, Yes };
        init.SetAction(result => InitCommand.Run(
            ServersOf(result),
            result.GetValue(SshConfig),
            result.GetValue(Config),
            result.GetValue(Yes),
            result.GetValue(Log),
            result.GetValue(Ssh)));
        root.Subcommands.Add(init);
        foreach (var command in new[] { check, init })
        {
            command.Validators.Add(result =>
            {
                if (result.GetResult(Demo) is not null)
                {
                    result.AddError($"gputop {command.Name} needs real servers; those of --demo are simulated");
                }
            });
        }

        var metrics = new Command("metrics", "serve the fleet as Prometheus metrics") { Servers, Listen };
        metrics.SetAction(result => Start(result, launch => MetricsCommand.Run(launch, result.GetValue(Listen)!)));
        root.Subcommands.Add(metrics);
        root.Subcommands.Add(CreateRecord());
        root.Subcommands.Add(CreateReplay());
        root.Subcommands.Add(CompletionCommand.Create());
        root.Subcommands.Add(CompletionCommand.CreateHidden(Create));
        root.Subcommands.Add(ManPage.Create(Create));
        root.Subcommands.Add(DemoTerminalCommand.Create());
        return root;
    }

    private static Command CreateRecord()
    {
        var file = new Argument<string>("file") { Description = "a new file; compressed where its name ends in .gz" };
        var record = new Command("record", "record the output of servers, for gputop replay") { file, Servers, RecordFor, Anonymize };
        record.SetAction(result => Start(
            result, launch => RecordCommand.Run(launch, result.GetValue(file)!, result.GetValue(RecordFor), result.GetValue(Anonymize))));
        return record;
    }

    private static Command CreateReplay()
    {
        var file = new Argument<string>("file") { Description = "what gputop record wrote" };
        var replay = new Command("replay", "show a recording on the full screen") { file };
        replay.SetAction(result => Start(result, launch => ReplayCommand.Run(launch, result.GetValue(file)!)));
        return replay;
    }

    private static Argument<string[]> ServerArgument() => new("server")
    {
        Description = "anything ssh understands: an alias, user@host, ssh://user@host:port; or 'local'. Overrides the configuration",
        HelpName = "server",
        Arity = ArgumentArity.ZeroOrMore,
        CompletionSources = { context => CompletionCommand.Servers(context, Config, SshConfig) },
    };

    private static ImmutableArray<string> ServersOf(ParseResult result) =>
        [.. result.GetValue(OfRoot) ?? [], .. result.GetValue(Servers) ?? []];

    /// <summary>The mistakes of a command line, each one line.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="args">Its words.</param>
    internal static ImmutableArray<string> MistakesOf(ParseResult result, IReadOnlyList<string> args) =>
    [
        .. CommandLineMistakes.ValuesOfFlags(result, args),
        .. result.Errors.Select(CommandLineMistakes.TextOf),
        .. CommandLineMistakes.Of(result, () => KnownServers.Of(result.GetValue(Config), result.GetValue(SshConfig))),
    ];

    private static int Start(ParseResult result, Func<LaunchOptions, int> run)
    {
        var demo = result.GetResult(Demo) is null ? (int?)null : result.GetValue(Demo) ?? LaunchOptions.DefaultDemoServers;
        var (launch, mistakes) = LaunchOptions.Of(new LaunchArguments(
            ServersOf(result),
            result.GetValue(Config),
            result.GetValue(SshConfig),
            demo,
            result.GetValue(ReadOnly),
            result.GetValue(Log),
            result.GetValue(Ssh)));
        using var log = launch?.Log;
        ConsoleText.Use(launch?.IsUtf8 ?? TerminalSupport.ShowsUnicode(Environment.GetEnvironmentVariable));
        foreach (var mistake in mistakes)
        {
            Console.Error.WriteLine(mistake.File is null ? $"gputop: {mistake}" : $"{mistake}");
        }

        return launch is null ? ExitCodes.Unusable : run(launch);
    }
}
