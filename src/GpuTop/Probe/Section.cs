namespace GpuTop.Probe;

/// <summary>One complete section of the probe's output.</summary>
/// <param name="Tag">A tag of <c>probe.sh</c> (its head lists them), or <see cref="Ready"/>, <see cref="Noise"/>,
/// <see cref="Hanging"/>, <see cref="Limited"/>.</param>
/// <param name="Text">Lines that end in <c>\n</c>, without the marks of the format. Sanitized by <see cref="TextSanitizer"/>, so it may
/// be displayed.</param>
/// <param name="At">Arrival of its last byte.</param>
public sealed record Section(string Tag, string Text, DateTimeOffset At)
{
    /// <summary>The probe runs and reads orders; the text is <c>1 pid=4711 lead=1</c>. The first section but for
    /// <see cref="Noise"/>.</summary>
    public const string Ready = "@";

    /// <summary>One line that was printed before the probe was ready, by an rc file or in place of the probe; the first 20
    /// only.</summary>
    public const string Noise = "?";

    /// <summary>A section began and did not end, since its command hangs on the server; the text is its tag. Once for each
    /// hang.</summary>
    public const string Hanging = "!";

    /// <summary>Output beyond a limit was left out; the text is one line with the limit, without text of the server.</summary>
    public const string Limited = "~";
}
