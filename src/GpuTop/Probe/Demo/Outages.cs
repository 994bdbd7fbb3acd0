namespace GpuTop.Probe.Demo;

/// <summary>When a simulated connection is down: a pure function of the time since the machine came into the simulation.</summary>
internal sealed record Outages(TimeSpan First, TimeSpan Length, TimeSpan Every)
{
    /// <summary>Time from the last byte to ssh's complaint.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(6);

    /// <summary>Time after which an attempt to connect is given up.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public const string Reason = "connection timed out";

    public static Outages Usual { get; } = new(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(25), TimeSpan.FromMinutes(7));

    /// <summary>For how long it has been down; null while it is up.</summary>
    public TimeSpan? DownFor(TimeSpan at)
    {
        if (at < First)
        {
            return null;
        }

        var since = TimeSpan.FromTicks((at - First).Ticks % Every.Ticks);
        return since < Length ? since : null;
    }
}
