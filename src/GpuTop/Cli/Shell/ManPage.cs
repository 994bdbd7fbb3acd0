using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Cli;

/// <summary><c>gputop man</c>: the manual page in the format of man(7), made from the command line and the table of keys.</summary>
internal static class ManPage
{
    private static readonly (int Code, string Meaning)[] Codes =
    [
        (ExitCodes.Good, "Success."),
        (ExitCodes.NothingFound, "No such GPUs are free, a wait timed out, or init saw no GPU."),
        (ExitCodes.Unusable, "A server failed, init found no hosts, or the configuration or the command line is invalid."),
        (ExitCodes.Bug, "A bug in gputop."),
        (SignalExitCodes.Hangup, "Ended by SIGHUP."),
        (SignalExitCodes.Interrupt, "Ended by SIGINT or Ctrl-C."),
        (SignalExitCodes.Quit, "Ended by SIGQUIT."),
        (SignalExitCodes.Terminate, "Ended by SIGTERM."),
    ];

    private static readonly (string Path, string Meaning)[] Files =
    [
        ("~/.config/gputop/gputop.toml", "Settings; below $XDG_CONFIG_HOME where that is set. gputop.toml.example explains each."),
        ("~/.ssh/config", "Hosts, keys and jump hosts, as ssh reads them."),
    ];

    /// <summary>The command.</summary>
    /// <param name="create">Creates the root command.</param>
    public static Command Create(Func<RootCommand> create)
    {
        var command = new Command("man", "print the manual page: gputop man | man -l -");
        command.SetAction(_ =>
        {
            Console.Out.Write(Text(create()));
            return ExitCodes.Good;
        });
        return command;
    }

    /// <summary>The page.</summary>
    internal static string Text(RootCommand root)
    {
        var page = new StringBuilder(".TH GPUTOP 1\n");
        page.Append(".SH NAME\n").Append($"gputop \\- {Escape(root.Description!)}\n");
        page.Append(".SH SYNOPSIS\n.B gputop\n").Append(Escape(Usage(root))).Append('\n');
        foreach (var command in Visible(root))
        {
            page.Append($".br\n.B gputop {Escape(command.Name)}\n");
            if (Usage(command) is { Length: > 0 } usage)
            {
                page.Append(Escape(usage)).Append('\n');
            }
        }

        page.Append(".SH OPTIONS\n");
        AppendOptions(page, root);
        page.Append(".SH COMMANDS\n");
        foreach (var command in Visible(root))
        {
            page.Append($".SS {Escape(command.Name)}\n{Escape(command.Description!)}\n");
            AppendOptions(page, command);
        }

        page.Append(".SH KEYS\n");
        AppendKeys(page, Keymap.All.Where(binding => !binding.IsReplay));
        page.Append(".SS In a replay\n");
        AppendKeys(page, Keymap.All.Where(binding => binding.IsReplay));
        page.Append(".SH EXIT STATUS\n");
        AppendList(page, Codes.Select(item => ($"{item.Code}", item.Meaning)));
        page.Append(".SH FILES\n");
        AppendList(page, Files);
        return page.Append(".SH SEE ALSO\n.BR ssh (1),\n.BR ssh_config (5),\n.BR nvidia-smi (1)\n").ToString();
    }

    private static ImmutableArray<Command> Visible(RootCommand root) => [.. root.Subcommands.Where(command => !command.Hidden)];

    private static string Usage(Command command)
    {
        var options = command.Options.Where(option => !option.Hidden).Select(option => $"[{NameOf(option)}]");
        var arguments = command.Arguments.Select(argument =>
            argument.Arity.MaximumNumberOfValues > 1 ? $"[{argument.Name}...]" : argument.Name);
        return string.Join(' ', options.Concat(arguments));
    }

    private static void AppendOptions(StringBuilder page, Command command) => AppendList(
        page,
        command.Arguments.Select(argument => (argument.Name, argument.Description ?? ""))
            .Concat(command.Options.Where(option => !option.Hidden).Select(option => (NameOf(option), option.Description ?? ""))));

    private static void AppendKeys(StringBuilder page, IEnumerable<KeyBinding> bindings) => AppendList(page, bindings.Select(binding => (
        string.Join(", ", binding.Keys),
        binding.Help + (binding.Views.IsEmpty ? "" : $" ({string.Join(", ", binding.Views).ToLowerInvariant()})"))));

    private static void AppendList(StringBuilder page, IEnumerable<(string Term, string Text)> items)
    {
        foreach (var (term, text) in items)
        {
            page.Append($".TP\n.B {Escape(term)}\n{Escape(text)}\n");
        }
    }

    private static string NameOf(Option option) => option.HelpName is { } value ? $"{option.Name} {value}" : option.Name;

    // man(7): a backslash begins an escape, "-" is a hyphen, and a line that begins with "." or "'" is a request.
    private static string Escape(string text)
    {
        var escaped = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
        return escaped is ['.' or '\'', ..] ? $"\\&{escaped}" : escaped;
    }
}
