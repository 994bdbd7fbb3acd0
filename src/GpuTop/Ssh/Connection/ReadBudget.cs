using System.Diagnostics;

namespace GpuTop.Ssh;

/// <summary>Limits the rate at which the output of one server is read, in favour of the others: flow control then stops ssh and the
/// server. A server with 16 cards and an interval of 250 ms sends 50 KiB a second.</summary>
internal sealed class ReadBudget
{
    private const double BytesPerSecond = 1024 * 1024;

    // The backlog after a network outage of a minute.
    private const double Burst = 4 * 1024 * 1024;

    private double _left = Burst;
    private long _since = Stopwatch.GetTimestamp();

    /// <summary>Counts the bytes read; the pause before the next read, usually zero.</summary>
    public TimeSpan Spend(long bytes)
    {
        var now = Stopwatch.GetTimestamp();
        _left = Math.Min(Burst, _left + (Stopwatch.GetElapsedTime(_since, now).TotalSeconds * BytesPerSecond)) - bytes;
        _since = now;
        return _left < 0 ? TimeSpan.FromSeconds(-_left / BytesPerSecond) : TimeSpan.Zero;
    }
}
