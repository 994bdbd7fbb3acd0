namespace GpuTop.Cli;

/// <summary>Result of one check of a server.</summary>
/// <param name="Name">Subject of the check, one word.</param>
/// <param name="Verdict">Whether it works.</param>
/// <param name="Text">Details, one line.</param>
/// <param name="Remedy">What to try; null when nothing is wrong or no remedy is known.</param>
internal sealed record Finding(string Name, Verdict Verdict, string Text, string? Remedy = null)
{
    public static Finding Works(string name, string text) => new(name, Verdict.Works, text);

    public static Finding Lacks(string name, string text, string? remedy) => new(name, Verdict.Lacks, text, remedy);

    public static Finding Fails(string name, string text, string? remedy) => new(name, Verdict.Fails, text, remedy);
}

/// <summary>Verdict of one check.</summary>
internal enum Verdict
{
    /// <summary>It works.</summary>
    Works,

    /// <summary>Something optional is missing or slow.</summary>
    Lacks,

    /// <summary>The server can't be monitored.</summary>
    Fails,
}
