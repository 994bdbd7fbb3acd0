namespace GpuTop.Cli;

/// <summary>The findings of <c>check --json</c>.</summary>
/// <param name="Servers">In the order of the configuration.</param>
internal sealed record CheckDocument(IEnumerable<CheckedServerDocument> Servers);

internal sealed record CheckedServerDocument(string Name, bool Usable, IEnumerable<FindingDocument> Findings);

internal sealed record FindingDocument(string Name, string Verdict, string Text, string? Remedy);
