using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses CPU, memory and uptime of a server from files under <c>/proc</c> (proc(5)).</summary>
internal static class HostLoad
{
    /// <summary>The load; missing and unreadable values are null.</summary>
    public static Reading.Host Read(string text)
    {
        var sample = new HostSample();
        var memory = new Dictionary<string, long?>();
        foreach (var line in text.EachLine())
        {
            switch (line.Words())
            {
                case ["cpu", .. var ticks]:
                    var (busy, total) = Ticks(ticks);
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
                case [[.. var key, ':'], var kib, ..]:
                    memory[key] = NumberParser.Long(kib);
                    break;
            }
        }

        // Kernels before 3.14 have no MemAvailable.
        var (memoryTotal, swapTotal) = (Size("MemTotal"), Size("SwapTotal"));
        var available = Size("MemAvailable") ?? Size("MemFree") + Size("Buffers") + Size("Cached");
        return new Reading.Host(sample with
        {
            MemoryTotalMiB = SizeParser.MiB(memoryTotal),
            MemoryUsedMiB = SizeParser.MiB(memoryTotal - available),
            SwapTotalMiB = SizeParser.MiB(swapTotal),
            SwapUsedMiB = SizeParser.MiB(swapTotal - Size("SwapFree")),
        });

        long? Size(string name) => memory.GetValueOrDefault(name);
    }

    // user nice system idle iowait irq softirq steal; guest and guest_nice follow; user and nice include them.
    private static (long? Busy, long? Total) Ticks(string[] words)
    {
        const int Idle = 3, IoWait = 4, Own = 8;
        var ticks = words.Take(Own).Select(word => NumberParser.Long(word)).ToArray();
        var total = ticks.Contains(null) ? 0 : ticks.Aggregate(0L, (sum, more) => sum + more!.Value);
        return total > 0 ? (total - (ticks.ElementAtOrDefault(Idle) ?? 0) - (ticks.ElementAtOrDefault(IoWait) ?? 0), total) : (null, null);
    }
}
