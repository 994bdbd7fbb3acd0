namespace GpuTop.EndToEnd;

/// <summary>Tests of which no other may run at the same time: they load the machine, or measure delays below a second. They run after
/// the others.</summary>
[CollectionDefinition(nameof(NonParallel), DisableParallelization = true)]
public sealed class NonParallel;
