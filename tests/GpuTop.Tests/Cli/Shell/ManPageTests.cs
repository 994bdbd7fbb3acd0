using System.Text.RegularExpressions;
using GpuTop.Cli;
using GpuTop.State;

namespace GpuTop.Tests.Cli.Shell;

public sealed class ManPageTests
{
    private static readonly string[] Requests = [".TH", ".SH", ".SS", ".TP", ".B", ".BR", ".br"];

    [Fact]
    public void It_has_every_command_option_key_and_exit_code()
    {
        var root = CommandLine.Create();
        var page = ManPage.Text(root).Replace("\\-", "-", StringComparison.Ordinal).Replace("\\e", "\\", StringComparison.Ordinal);

        Assert.All(root.Subcommands.Where(command => !command.Hidden), command => Assert.Contains($"\n.SS {command.Name}\n", page));
        Assert.All(root.Subcommands.SelectMany(command => command.Options), option => Assert.Contains($"\n.B {option.Name}", page));
        Assert.All(Keymap.All, binding => Assert.Contains(binding.Help, page));
        Assert.All(typeof(ExitCodes).GetFields(), code => Assert.Contains($"\n.B {code.GetRawConstantValue()}\n", page));
        Assert.DoesNotContain(".SS complete\n", page);
    }

    [Fact]
    public void Its_lines_are_text_or_requests_of_man_7()
    {
        var lines = ManPage.Text(CommandLine.Create()).TrimEnd('\n').Split('\n');

        Assert.All(lines.Where(line => line is ['.' or '\'', ..]), line => Assert.Contains(line.Split(' ')[0], Requests));
        Assert.DoesNotContain(lines, string.IsNullOrWhiteSpace);
        Assert.DoesNotContain(lines, line => Regex.IsMatch(line, @"\\[^-e&]"));
    }
}
