using System.Globalization;
using System.Text.RegularExpressions;
using GpuTop.Demo;

namespace GpuTop.Tests.Demo.Terminal;

public sealed class TrainingLogTests
{
    private const string Command = "python train.py --lr 3e-4";

    [Fact]
    public void The_same_command_and_time_give_the_same_lines() =>
        Assert.Equal(TrainingLog.Lines(Command, 5000, 20), TrainingLog.Lines(Command, 5000, 20));

    [Fact]
    public void Another_command_gives_other_numbers() =>
        Assert.NotEqual(TrainingLog.Lines(Command, 5000, 20), TrainingLog.Lines(Command + " --amp", 5000, 20));

    [Fact]
    public void Lines_move_up_as_time_goes_on()
    {
        var before = TrainingLog.Lines(Command, 5000, 20).ToList();
        var after = TrainingLog.Lines(Command, 5010, 20).ToList();

        Assert.Equal(before[5..], after[..15]);
    }

    [Fact]
    public void There_are_no_lines_before_the_start_of_the_job() => Assert.Single(TrainingLog.Lines(Command, 1, 20));

    [Fact]
    public void The_loss_falls_and_epochs_end()
    {
        var lines = TrainingLog.Lines(Command, 7200, 3600).ToList();
        var losses = lines.Select(line => Regex.Match(line, " loss ([0-9.]+)  [0-9.]+ it/s")).Where(match => match.Success)
            .Select(match => double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).ToList();

        Assert.True(losses[0] > 2 * losses[^1], $"{losses[0]} to {losses[^1]}");
        Assert.Contains(lines, line => line.Contains(" done ", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(line.Length, 10, 79));
    }
}
