using System.Collections.Immutable;
using GpuTop.Cli;
using GpuTop.Model;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.Cli;

public sealed class ServerPrinterTests
{
    private static readonly DateTimeOffset Now = SampleFleet.Now;

    private static ImmutableArray<Server> Servers => SampleFleet.Of4Servers.Servers;

    [Fact]
    public void Each_server_is_printed_once_in_the_order_of_the_answers()
    {
        var printer = new ServerPrinter();
        var fleet = SampleFleet.Of4Servers;

        var lines = printer.Next(fleet, [Servers[1]], Now) + printer.Next(fleet, [Servers[0], Servers[1]], Now)
            + printer.Next(fleet, Servers, Now);

        Assert.Equal(["gpu02", "gpu01", "gpu03", "gpu04"], Heads(lines));
        Assert.Equal("", printer.Next(fleet, Servers, Now));
    }

    [Fact]
    public void Of_a_machine_with_two_names_the_one_that_answers_first_has_the_GPUs()
    {
        var printer = new ServerPrinter();
        var alias = Servers[0] with { Name = "alias" };
        var lines = printer.Next(new Fleet([Servers[0], alias]), [alias], Now);
        var both = new Fleet([Servers[0], alias with { SameAs = "gpu01" }]);

        lines += printer.Next(both, both.Servers, Now);

        Assert.Equal(["alias", "gpu01"], Heads(lines));
        Assert.Equal(1 + Servers[0].Gpus.Length + 1, lines.TrimEnd('\n').Split('\n').Length);
        Assert.EndsWith("gpu01  same machine as alias\n", lines, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Heads(string lines) =>
        lines.Split('\n').Where(line => line is [not '[', ..]).Select(line => line.Split(' ')[0]);
}
