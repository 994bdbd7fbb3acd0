// Nearly all of these tests wait for a time-out or for another program, so more of them run at once than there are processors.
[assembly: CollectionBehavior(MaxParallelThreads = 8)]
[assembly: TestFramework("GpuTop.EndToEnd.MethodFramework", "GpuTop.EndToEnd")]
[assembly: TestCollectionOrderer("GpuTop.EndToEnd.LongestFirst", "GpuTop.EndToEnd")]
