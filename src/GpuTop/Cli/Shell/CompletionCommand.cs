using System.CommandLine;
using System.CommandLine.Completions;
using GpuTop.Model;

namespace GpuTop.Cli;

/// <summary><c>gputop completion SHELL</c>, and the hidden <c>gputop complete</c> that its scripts call.</summary>
internal static class CompletionCommand
{
    private const string FileArgument = "file";

    /// <summary>The visible command, which prints a script.</summary>
    public static Command Create()
    {
        var shell = new Argument<string>("shell")
        {
            Description = "bash, zsh or fish",
            CustomParser = result =>
            {
                var name = OptionValue.TextOf(result);
                if (!CompletionScripts.All.ContainsKey(name))
                {
                    OptionValue.AddError(result, $"one of {string.Join(", ", CompletionScripts.All.Keys)}");
                }

                return name;
            },
        };
        shell.CompletionSources.Add([.. CompletionScripts.All.Keys]);
        var command = new Command("completion", "print the completion script of a shell") { shell };
        command.SetAction(result =>
        {
            Console.Out.Write(CompletionScripts.All[result.GetValue(shell)!]);
            return ExitCodes.Good;
        });
        return command;
    }

    /// <summary>The hidden command, which prints the completions of a line.</summary>
    /// <param name="create">Creates the root command.</param>
    public static Command CreateHidden(Func<RootCommand> create)
    {
        var line = new Argument<string>("line");
        var command = new Command("complete") { line };
        command.Hidden = true;
        command.SetAction(result =>
        {
            foreach (var item in Of(create(), result.GetValue(line)!))
            {
                Console.Out.WriteLine(item);
            }

            return ExitCodes.Good;
        });
        return command;
    }

    /// <summary>The completions of the last word of a command line: the word, and its description after a tab where it has one. Empty
    /// where a file name is expected.</summary>
    /// <param name="root">The root command.</param>
    /// <param name="line">The line up to the cursor, with the name of the program.</param>
    internal static IEnumerable<string> Of(RootCommand root, string line)
    {
        var typed = line.TrimStart();
        var begin = typed.IndexOf(' ', StringComparison.Ordinal);
        var rest = begin < 0 ? "" : typed[(begin + 1)..];
        var wordBegin = rest.LastIndexOf(' ') + 1;
        var word = rest[wordBegin..];
        if (ExpectsFile(root.Parse(rest[..wordBegin])))
        {
            return [];
        }

        return root.Parse(rest).GetCompletions(rest.Length)
            .Where(item => item.Label.StartsWith(word, StringComparison.Ordinal) && (word.StartsWith('-') || !item.Label.StartsWith('-')))
            .Where(item => !item.Label.StartsWith('/') && !item.Label.AsSpan().ContainsAny(" \t\n"))
            .DistinctBy(item => item.Label)
            .Select(item => item.Detail is { Length: > 0 } detail ? $"{item.Label}\t{detail}" : item.Label);
    }

    /// <summary>Names of servers: of the configuration and of ssh's, and <c>local</c>. Nothing is connected.</summary>
    /// <param name="context">The completion.</param>
    /// <param name="config">The option <c>--config</c>.</param>
    /// <param name="sshConfig">The option <c>--ssh-config</c>.</param>
    internal static IEnumerable<CompletionItem> Servers(CompletionContext context, Option<string?> config, Option<string?> sshConfig)
    {
        string? Named(Option option) => context.ParseResult.GetResult(option)?.Tokens is [.., var last] ? last.Value : null;
        return KnownServers.Of(Named(config), Named(sshConfig)).Append(Server.LocalHost).Distinct()
            .Select(name => new CompletionItem(name, detail: "server"));
    }

    // The first argument of record and replay is a file; an option whose value is a file has no completions of its own.
    private static bool ExpectsFile(ParseResult before) =>
        before.CommandResult.Command.Arguments.FirstOrDefault() is { Name: FileArgument } file
        && before.GetResult(file) is null or { Tokens.Count: 0 };
}
