namespace GpuTop.Cli;

/// <summary>One thing that works on a server, or does not.</summary>
/// <param name="Name">What was looked at, one word.</param>
/// <param name="Verdict">Whether it works.</param>
/// <param name="Text">What was found, one line.</param>
/// <param name="Remedy">What to try; null when nothing has to be done or nothing is known to help.</param>
internal sealed record Finding(string Name, Verdict Verdict, string Text, string? Remedy = null)
{
    public static Finding Works(string name, string text) => new(name, Verdict.Works, text);

    public static Finding Lacks(string name, string text, string? remedy) => new(name, Verdict.Lacks, text, remedy);

    public static Finding Fails(string name, string text, string? remedy) => new(name, Verdict.Fails, text, remedy);
}

/// <summary>Whether something works.</summary>
internal enum Verdict
{
    /// <summary>It does.</summary>
    Works,

    /// <summary>Something is missing or slow, which gputop can do without.</summary>
    Lacks,

    /// <summary>The server can't be monitored.</summary>
    Fails,
}
