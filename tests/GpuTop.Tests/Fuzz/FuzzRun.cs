using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace GpuTop.Tests.Fuzz;

/// <summary>Runs a check on many random inputs. The input of a number is always the same: <c>GPUTOP_FUZZ_SEED</c> is the number of the
/// first (1), <c>GPUTOP_FUZZ_COUNT</c> how many are tried (10,000). A failure names its number; with a count of 1 it runs alone.</summary>
internal static class FuzzRun
{
    // A hundred times what an input takes on an idle machine: tests share theirs.
    private static readonly TimeSpan LongestInput = TimeSpan.FromSeconds(5);

    // An input has some 20 KB, and a screen of it some 5,000 cells.
    private const long MostBytes = 64 << 20;

    public static int Count { get; } = Number("GPUTOP_FUZZ_COUNT", 10_000);

    /// <summary>Checks the inputs, split over the processors.</summary>
    /// <param name="output">Where the numbers are printed.</param>
    /// <param name="share">Which part of the count is tried, 0 to 1.</param>
    /// <param name="size">How many inputs' time and memory one may take.</param>
    /// <param name="check">Checks the input that the random numbers make; throws when it is wrong.</param>
    public static void All(ITestOutputHelper output, double share, int size, Action<Random> check)
    {
        var first = Number("GPUTOP_FUZZ_SEED", 1);
        var count = Math.Max(1, (int)(Count * share));
        output.WriteLine($"GPUTOP_FUZZ_SEED={first} GPUTOP_FUZZ_COUNT={Count}: inputs {first} to {first + count - 1}");
        Parallel.For(0, count, i => One(first + i, size, check));
    }

    private static void One(int seed, int size, Action<Random> check)
    {
        var clock = Stopwatch.StartNew();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            check(new Random(seed));
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"GPUTOP_FUZZ_SEED={seed} GPUTOP_FUZZ_COUNT=1: {error.Message}", error);
        }

        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Assert.True(bytes <= MostBytes * size, $"GPUTOP_FUZZ_SEED={seed} GPUTOP_FUZZ_COUNT=1: {bytes:N0} bytes were allocated");
        if (clock.Elapsed > LongestInput * size)
        {
            // Other tests may have had the processors: only what is slow twice is slow.
            clock.Restart();
            check(new Random(seed));
            Assert.True(
                clock.Elapsed <= LongestInput * size,
                $"GPUTOP_FUZZ_SEED={seed} GPUTOP_FUZZ_COUNT=1: it took {clock.Elapsed.TotalSeconds:0.0} s");
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
