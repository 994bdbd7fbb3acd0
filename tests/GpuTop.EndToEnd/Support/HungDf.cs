namespace GpuTop.EndToEnd;

/// <summary>Tests with a df that hangs run one after the other: a probe also reports the hung df of an earlier connection of its
/// user.</summary>
[CollectionDefinition(nameof(HungDf))]
public sealed class HungDf;
