namespace GpuTop.Demo;

/// <summary>Outages of a simulated connection, a pure function of the time since the start.</summary>
internal sealed record Outages(TimeSpan First, TimeSpan Length, TimeSpan Every)
{
    /// <summary>Time from the last byte to ssh's error.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(6);

    /// <summary>Timeout of a connection attempt.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public const string Reason = "connection timed out";

    public static Outages Usual { get; } = new(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(25), TimeSpan.FromMinutes(7));

    /// <summary>Time since the start of the outage; null while connected.</summary>
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
