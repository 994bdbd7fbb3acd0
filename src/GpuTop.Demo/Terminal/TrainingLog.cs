using static System.FormattableString;

namespace GpuTop.Demo;

/// <summary>The log of a simulated training. A line depends on the job's command and its time only.</summary>
internal static class TrainingLog
{
    private const int SecondsPerLine = 2;

    /// <summary>The newest lines.</summary>
    /// <param name="command">Command line of the job; the seed of all numbers.</param>
    /// <param name="seconds">Time since the start of the job.</param>
    /// <param name="count">Number of lines; fewer soon after the start.</param>
    public static IEnumerable<string> Lines(string command, long seconds, int count)
    {
        var last = Math.Max(0, seconds) / SecondsPerLine;
        for (var number = Math.Max(0, last - count + 1); number <= last; number++)
        {
            yield return Line(command, number);
        }
    }

    private static string Line(string command, long number)
    {
        var seed = SeedOf(command);
        var rate = 4 + (9 * Noise.At(seed, 1));
        var steps = 400 + (long)(2000 * Noise.At(seed, 2));
        var done = (long)(number * SecondsPerLine * rate);
        var epoch = Math.DivRem(done, steps, out var step);
        var loss = LossAt(seed, done, number);
        if (number == 0)
        {
            return Invariant($"loading done: {steps} steps an epoch");
        }

        if ((long)((number - 1) * SecondsPerLine * rate) / steps < epoch)
        {
            return Invariant($"epoch {epoch - 1,4}  done  val loss {loss * 1.18:0.0000}  checkpoint runs/epoch{epoch - 1}.pt");
        }

        var left = TimeSpan.FromSeconds((steps - step) / rate);
        var measured = rate * (0.97 + (0.06 * Noise.At(seed, number)));
        return Invariant($"epoch {epoch,4}  step {step,4}/{steps}  loss {loss:0.0000}  {measured:0.00} it/s  eta {left:m\\:ss}");
    }

    // Falls with the steps by a power law, with noise.
    private static double LossAt(ulong seed, long done, long number) =>
        0.21 + (0.3 * Noise.At(seed, 3)) + (6 * Math.Pow(1 + (done / 3000.0), -0.55)) + (0.05 * Noise.At(seed + 1, number));

    // FNV-1a: string.GetHashCode differs from run to run.
    private static ulong SeedOf(string text) =>
        Noise.Mix(text.Aggregate(14695981039346656037, (hash, letter) => (hash ^ letter) * 1099511628211));
}
