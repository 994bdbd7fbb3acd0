namespace GpuTop.Probe;

/// <summary>One complete answer of one part of the probe: cleaned text, lines that end in <c>\n</c>, without the wire's own marks.</summary>
/// <param name="Tag">Which part, as on the wire; see the head of <c>probe.sh</c>.</param>
/// <param name="Text">UTF-8. Control characters and invalid bytes have been replaced: it may be shown. The memory is the section's own.</param>
/// <param name="At">When its last byte arrived.</param>
public sealed record Section(string Tag, ReadOnlyMemory<byte> Text, DateTimeOffset At);
