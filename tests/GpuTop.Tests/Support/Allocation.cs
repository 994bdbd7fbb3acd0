namespace GpuTop.Tests;

/// <summary>What code puts on the heap.</summary>
internal static class Allocation
{
    /// <summary>Bytes of one run; the least of many, because code that was not compiled for good yet boxes numbers, and a collection may
    /// empty a pool between two runs.</summary>
    public static long Of(Action run) => Enumerable.Range(0, 100).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
