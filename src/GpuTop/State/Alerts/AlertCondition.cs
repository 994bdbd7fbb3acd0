namespace GpuTop.State;

/// <summary>The condition of one subject of a rule at a moment.</summary>
/// <param name="Subject">Key of the GPU, process or path; empty for the server.</param>
/// <param name="Holds">Whether the condition holds; null when unknown.</param>
/// <param name="Text">The message, without the server's name.</param>
/// <param name="GpuKey">Key of the GPU; null without one.</param>
/// <param name="Gpu">Number of the GPU as text; null without one.</param>
/// <param name="User">The owner; null when there is none.</param>
internal readonly record struct AlertCondition(
    string Subject, bool? Holds, string Text, string? GpuKey = null, string? Gpu = null, string? User = null)
{
    /// <summary>Key of the network file system, whose condition is that of all its servers; null for everything else.</summary>
    public string? NetworkKey { get; init; }
}
