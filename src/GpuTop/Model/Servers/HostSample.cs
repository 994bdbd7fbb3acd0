namespace GpuTop.Model;

/// <summary>One sample of a server's CPU and memory.</summary>
public sealed record HostSample
{
    /// <summary>Number of processors. Source: <c>cpuN</c> lines of <c>/proc/stat</c>.</summary>
    public int? Cores { get; init; }

    /// <summary>Busy CPU time since boot over all cores, in clock ticks. Source: first line of <c>/proc/stat</c>, without idle and
    /// iowait.</summary>
    public long? BusyTicks { get; init; }

    /// <summary>All CPU time since boot over all cores, in clock ticks. Source: first line of <c>/proc/stat</c>.</summary>
    public long? TotalTicks { get; init; }

    /// <summary>Runnable processes, averaged over one minute. Source: <c>/proc/loadavg</c>.</summary>
    public double? Load1 { get; init; }

    /// <summary>Runnable processes, averaged over five minutes. Source: <c>/proc/loadavg</c>.</summary>
    public double? Load5 { get; init; }

    /// <summary>Runnable processes, averaged over fifteen minutes. Source: <c>/proc/loadavg</c>.</summary>
    public double? Load15 { get; init; }

    /// <summary>Memory of the server, MiB. Source: <c>MemTotal</c> of <c>/proc/meminfo</c>.</summary>
    public int? MemoryTotalMiB { get; init; }

    /// <summary>Memory in use, MiB. Source: <c>MemTotal</c> minus <c>MemAvailable</c>.</summary>
    public int? MemoryUsedMiB { get; init; }

    /// <summary>Swap space, MiB; 0 when there is none. Source: <c>SwapTotal</c>.</summary>
    public int? SwapTotalMiB { get; init; }

    /// <summary>Swap in use, MiB. Source: <c>SwapTotal</c> minus <c>SwapFree</c>.</summary>
    public int? SwapUsedMiB { get; init; }

    /// <summary>Time since boot. Source: <c>/proc/uptime</c>.</summary>
    public TimeSpan? Uptime { get; init; }
}
