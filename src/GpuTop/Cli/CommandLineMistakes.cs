using System.Buffers;
using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using GpuTop.Config;
using GpuTop.Model;

namespace GpuTop.Cli;

/// <summary>Mistakes that the parser of the command line takes for names of servers: unknown options and misspelled commands.</summary>
internal static class CommandLineMistakes
{
    // Shorter names of commands are too similar to names of machines.
    private const int ShortestCommand = 4;

    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create(".:@/[]");

    /// <summary>The mistakes, each one line; words after <c>--</c> are not checked.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="servers">Names of servers that are known.</param>
    public static ImmutableArray<string> Of(ParseResult result, Func<ImmutableArray<string>> servers)
    {
        var checkedTokens = result.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        var words = Chain(result.CommandResult)
            .SelectMany(command => command.Children.OfType<ArgumentResult>())
            .SelectMany(argument => argument.Tokens)
            .Where(checkedTokens.Contains)
            .Select(token => token.Value)
            .ToImmutableArray();
        var commands = result.CommandResult.Command is RootCommand root ? Commands(root, words, servers) : [];
        return commands.IsEmpty ? [.. words.Where(IsOption).Distinct().Select(word => UnknownOption(result, word))] : commands;
    }

    /// <summary>Values of options that take none, <c>--json=x</c>: the parser takes them for servers, each one line.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="args">Its words.</param>
    public static IEnumerable<string> ValuesOfFlags(ParseResult result, IReadOnlyList<string> args)
    {
        var flags = NamesOf(Chain(result.CommandResult).SelectMany(level => level.Command.Options)
            .Where(option => option.ValueType == typeof(bool))).ToHashSet();
        return args.TakeWhile(word => word != "--")
            .Select(word => word.Split('=', 2))
            .Where(parts => parts.Length == 2 && flags.Contains(parts[0]) && !bool.TryParse(parts[1], out _))
            .Select(parts => $"{parts[0]} takes no value: {Mistake.Quote(parts[1])}");
    }

    /// <summary>Text of an error of the parser, one line.</summary>
    public static string TextOf(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Option: var option, Tokens.Count: var count } when count < option.Arity.MinimumNumberOfValues =>
            $"{option.Name} needs a value: {option.HelpName}",
        OptionResult { Option: var option, Tokens.Count: var count } when count > option.Arity.MaximumNumberOfValues =>
            $"{option.Name} is given {count} times",
        ArgumentResult { Argument: var argument, Tokens.Count: var count, Parent: CommandResult { Command: var command } }
            when count < argument.Arity.MinimumNumberOfValues => $"{FullName(command)} needs a value: {argument.Name}",
        _ => error.Message,
    };

    private static ImmutableArray<string> Commands(RootCommand root, ImmutableArray<string> words, Func<ImmutableArray<string>> servers)
    {
        var misspelled = words.Distinct()
            .Select(word => (Word: word, Meant: MeantBy(root, word)))
            .Where(item => item.Meant is not null && item.Word != Server.LocalHost)
            .ToImmutableArray();
        var known = misspelled.IsEmpty ? [] : servers();
        return
        [
            .. misspelled.Where(item => !known.Contains(item.Word))
                .Select(item => $"{Mistake.Quote(item.Word)} is no command and no known server; did you mean '{item.Meant}'? "
                    + $"(a server of that name: gputop -- {ShellQuote.QuoteIfNeeded(item.Word)})"),
        ];
    }

    // A word with a dot, a colon or an at sign is an address.
    private static string? MeantBy(RootCommand root, string word)
    {
        if (IsOption(word) || word.AsSpan().ContainsAny(AddressCharacters))
        {
            return null;
        }

        var names = root.Subcommands.Where(command => !command.Hidden && command.Name.Length >= ShortestCommand)
            .Select(command => command.Name);
        return root.Options.Where(option => option.Arity.MinimumNumberOfValues == 0 && option.Name == $"--{word}")
            .Select(option => option.Name).FirstOrDefault() ?? Spelling.Of(word.ToLowerInvariant(), names);
    }

    private static string UnknownOption(ParseResult result, string word)
    {
        var name = word.Split('=', 2)[0];
        var here = Chain(result.CommandResult).Select(level => level.Command).ToList();
        var others = result.RootCommandResult.Command.Subcommands.Prepend(result.RootCommandResult.Command)
            .Where(command => !command.Hidden && NamesOf(command.Options).Contains(name))
            .Select(FullName)
            .ToList();
        var possible = here[0].Options.Concat(here.Skip(1).SelectMany(command => command.Options).Where(option => option.Recursive));
        return others.Count > 0
            ? $"{FullName(here[0])} has no option '{name}'; those that have it: {string.Join(", ", others)}"
            : $"unknown option {Mistake.Quote(name)}{Spelling.Hint(name, NamesOf(possible).Where(IsLong))}";
    }

    // From the command to the root.
    private static IEnumerable<CommandResult> Chain(CommandResult command) =>
        command.Parent is CommandResult parent ? Chain(parent).Prepend(command) : [command];

    private static IEnumerable<string> NamesOf(IEnumerable<Option> options) =>
        options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Append(option.Name));

    private static string FullName(Command command) => command is RootCommand ? "gputop" : $"gputop {command.Name}";

    private static bool IsOption(string word) => word is ['-', _, ..];

    private static bool IsLong(string name) => name.StartsWith("--", StringComparison.Ordinal);
}
