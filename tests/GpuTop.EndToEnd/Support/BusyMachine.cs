namespace GpuTop.EndToEnd;

/// <summary>The time limits of these tests tell a fault from success; how fast something is, the benchmarks measure.</summary>
internal static class BusyMachine
{
    /// <summary>How much longer than promised a busy machine may take for anything.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(15);
}
