using System.Text;
using GpuTop.Cli;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.Cli.Output;

public sealed class FleetJsonTests
{
    // GPUTOP_ACCEPT=1 writes it anew; keys are never left out or renamed within version 1.
    private static string Expected => Path.Combine(Repository.Root, "tests", "GpuTop.Tests", "Cli", "Output", "fleet.json");

    [Fact]
    public void The_sample_fleet_is_written_byte_for_byte_as_before()
    {
        using var output = new MemoryStream();

        FleetJson.Write(output, SampleFleet.Of4Servers, SampleFleet.Now);

        var text = Encoding.UTF8.GetString(output.ToArray());
        if (Environment.GetEnvironmentVariable("GPUTOP_ACCEPT") == "1")
        {
            File.WriteAllText(Expected, text);
        }

        Assert.Equal(File.ReadAllText(Expected), text);
    }
}
