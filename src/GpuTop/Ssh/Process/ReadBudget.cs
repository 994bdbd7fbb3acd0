using System.Diagnostics;

namespace GpuTop.Ssh;

/// <summary>How fast the output of one server is read: ssh and the server wait when there is more, and this machine has time for the
/// others. A server with 16 cards and an interval of 250 ms sends 50 KiB a second.</summary>
internal sealed class ReadBudget
{
    private const double BytesPerSecond = 1024 * 1024;

    // What gathers while a network is down for a minute.
    private const double Burst = 4 * 1024 * 1024;

    private double _left = Burst;
    private long _since = Stopwatch.GetTimestamp();

    /// <summary>Counts what was read; how long to wait before the next read, zero as a rule.</summary>
    public TimeSpan Spend(long bytes)
    {
        var now = Stopwatch.GetTimestamp();
        _left = Math.Min(Burst, _left + (Stopwatch.GetElapsedTime(_since, now).TotalSeconds * BytesPerSecond)) - bytes;
        _since = now;
        return _left < 0 ? TimeSpan.FromSeconds(-_left / BytesPerSecond) : TimeSpan.Zero;
    }
}
