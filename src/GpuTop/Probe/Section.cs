namespace GpuTop.Probe;

/// <summary>One complete answer of one part of the probe.</summary>
/// <param name="Tag">Which part: a tag of <c>probe.sh</c> (its head lists them), or <see cref="Ready"/>, <see cref="Noise"/>,
/// <see cref="Hanging"/>, <see cref="Limited"/>.</param>
/// <param name="Text">UTF-8, lines that end in <c>\n</c>, without the wire's own marks. Control characters and invalid bytes have been
/// replaced: it may be shown. The memory is the section's own.</param>
/// <param name="At">When its last byte arrived.</param>
public sealed record Section(string Tag, ReadOnlyMemory<byte> Text, DateTimeOffset At)
{
    /// <summary>The probe runs and listens; the text is <c>1 pid=4711 lead=1</c>. First of all but <see cref="Noise"/>.</summary>
    public const string Ready = "@";

    /// <summary>One line that was printed before the probe was ready, by an rc file or instead of the probe; the first 20 only.</summary>
    public const string Noise = "?";

    /// <summary>A part began and does not end, its command hangs on the server; the text is that part's tag. Said once per hang.</summary>
    public const string Hanging = "!";

    /// <summary>A limit was exceeded and something was left out; the text is one line that says what. It quotes nothing of the server.</summary>
    public const string Limited = "~";
}
