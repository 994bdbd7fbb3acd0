using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses CPU, memory and uptime of a server from files under <c>/proc</c> (proc(5)).</summary>
internal static class HostLoad
{
    // The name, eight counters of CPU time and the rest.
    private const int MostWords = 10;

    /// <summary>The load; missing and unreadable values are null.</summary>
    public static Reading.Host Read(string text)
    {
        var sample = new HostSample();
        long? memoryTotal = null, available = null, free = null, buffers = null, cached = null, swapTotal = null, swapFree = null;
        Span<Range> buffer = stackalloc Range[MostWords];
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var words = new WordList(line, buffer);
            switch (words)
            {
                case ["cpu", ..]:
                    var (busy, total) = Ticks(words);
                    sample = sample with { BusyTicks = busy, TotalTicks = total };
                    break;
                case ["cores", var count]:
                    sample = sample with { Cores = NumberParser.Pid(count) };
                    break;
                case ["loadavg", var one, var five, var fifteen, ..]:
                    sample = sample with
                    {
                        Load1 = NumberParser.Double(one),
                        Load5 = NumberParser.Double(five),
                        Load15 = NumberParser.Double(fifteen),
                    };
                    break;
                case ["uptime", var seconds, ..] when NumberParser.Double(seconds) is >= 0 and < 1e10 and var known:
                    sample = sample with { Uptime = TimeSpan.FromSeconds(known) };
                    break;
                case ["MemTotal:", var kib, ..]:
                    memoryTotal = NumberParser.Long(kib);
                    break;
                case ["MemAvailable:", var kib, ..]:
                    available = NumberParser.Long(kib);
                    break;
                case ["MemFree:", var kib, ..]:
                    free = NumberParser.Long(kib);
                    break;
                case ["Buffers:", var kib, ..]:
                    buffers = NumberParser.Long(kib);
                    break;
                case ["Cached:", var kib, ..]:
                    cached = NumberParser.Long(kib);
                    break;
                case ["SwapTotal:", var kib, ..]:
                    swapTotal = NumberParser.Long(kib);
                    break;
                case ["SwapFree:", var kib, ..]:
                    swapFree = NumberParser.Long(kib);
                    break;
            }
        }

        // Kernels before 3.14 have no MemAvailable.
        available ??= free + buffers + cached;
        return new Reading.Host(sample with
        {
            MemoryTotalMiB = SizeParser.MiB(memoryTotal),
            MemoryUsedMiB = SizeParser.MiB(memoryTotal - available),
            SwapTotalMiB = SizeParser.MiB(swapTotal),
            SwapUsedMiB = SizeParser.MiB(swapTotal - swapFree),
        });
    }

    // user nice system idle iowait irq softirq steal; guest and guest_nice follow; user and nice include them.
    private static (long? Busy, long? Total) Ticks(WordList words)
    {
        const int Idle = 4, IoWait = 5, Own = 8;
        var (busy, total) = (0L, 0L);
        for (var column = 1; column <= Math.Min(Own, words.Length - 1); column++)
        {
            if (NumberParser.Long(words[column]) is not { } ticks)
            {
                return (null, null);
            }

            total += ticks;
            busy += column is Idle or IoWait ? 0 : ticks;
        }

        return total > 0 ? (busy, total) : (null, null);
    }
}
