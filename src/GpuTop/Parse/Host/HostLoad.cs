using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses CPU, memory and uptime of a server from files under <c>/proc</c> (proc(5)).</summary>
internal static class HostLoad
{
    /// <summary>The load; missing and unreadable values are null.</summary>
    public static Reading.Host Read(ReadOnlySpan<byte> text)
    {
        int? cores = null;
        long? busy = null, ticks = null;
        Span<double?> averages = stackalloc double?[3];
        TimeSpan? uptime = null;
        var memory = default(Meminfo);
        while (FieldReader.TryTakeLine(ref text, out var line))
        {
            var key = FieldReader.TakeWord(ref line);
            if (key.SequenceEqual("cpu"u8))
            {
                (busy, ticks) = Ticks(line);
            }
            else if (key.SequenceEqual("cores"u8))
            {
                cores = NumberParser.Pid(FieldReader.Trim(line));
            }
            else if (key.SequenceEqual("loadavg"u8))
            {
                foreach (ref var average in averages)
                {
                    average = NumberParser.Double(FieldReader.TakeWord(ref line));
                }
            }
            else if (key.SequenceEqual("uptime"u8))
            {
                var seconds = NumberParser.Double(FieldReader.TakeWord(ref line));
                uptime = seconds is >= 0 and < 1e10 and { } known ? TimeSpan.FromSeconds(known) : null;
            }
            else
            {
                memory.Add(key, line);
            }
        }

        return new Reading.Host(new HostSample
        {
            Cores = cores,
            BusyTicks = busy,
            TotalTicks = ticks,
            Load1 = averages[0],
            Load5 = averages[1],
            Load15 = averages[2],
            MemoryTotalMiB = SizeParser.MiB(memory.Total),
            MemoryUsedMiB = SizeParser.MiB(memory.Total - (memory.Available ?? memory.Free + memory.Buffers + memory.Cached)),
            SwapTotalMiB = SizeParser.MiB(memory.SwapTotal),
            SwapUsedMiB = SizeParser.MiB(memory.SwapTotal - memory.SwapFree),
            Uptime = uptime,
        });
    }

    // user nice system idle iowait irq softirq steal; guest and guest_nice follow; user and nice include them.
    private static (long? Busy, long? Total) Ticks(ReadOnlySpan<byte> line)
    {
        const int Idle = 3, IoWait = 4, Own = 8;
        long busy = 0, total = 0;
        for (var i = 0; i < Own && !line.IsEmpty; i++)
        {
            if (NumberParser.Long(FieldReader.TakeWord(ref line)) is not { } ticks)
            {
                return (null, null);
            }

            total += ticks;
            busy += i is Idle or IoWait ? 0 : ticks;
        }

        return total > 0 ? (busy, total) : (null, null);
    }

    /// <summary>The values of <c>/proc/meminfo</c> that are used, in KiB.</summary>
    private struct Meminfo
    {
        public long? Total;
        public long? Available;
        public long? Free;
        public long? Buffers;
        public long? Cached;
        public long? SwapTotal;
        public long? SwapFree;

        public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
        {
            switch (key)
            {
                case var _ when key.SequenceEqual("MemTotal:"u8):
                    Total = NumberParser.Long(value);
                    break;
                case var _ when key.SequenceEqual("MemAvailable:"u8):
                    Available = NumberParser.Long(value);
                    break;
                case var _ when key.SequenceEqual("MemFree:"u8):
                    Free = NumberParser.Long(value);
                    break;
                case var _ when key.SequenceEqual("Buffers:"u8):
                    Buffers = NumberParser.Long(value);
                    break;
                case var _ when key.SequenceEqual("Cached:"u8):
                    Cached = NumberParser.Long(value);
                    break;
                case var _ when key.SequenceEqual("SwapTotal:"u8):
                    SwapTotal = NumberParser.Long(value);
                    break;
                case var _ when key.SequenceEqual("SwapFree:"u8):
                    SwapFree = NumberParser.Long(value);
                    break;
            }
        }
    }
}
