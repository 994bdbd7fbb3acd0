namespace GpuTop.Parse;

/// <summary>How long the lists are that a server may make us keep, draw and compare.</summary>
internal static class Limits
{
    /// <summary>Processes on GPUs; the largest known server lists some 300.</summary>
    public const int Processes = 1024;

    /// <summary>Entries of any other list.</summary>
    public const int Others = 4096;

    /// <summary>Entries of lists that are compared with processes for each GPU.</summary>
    public const int PerGpu = 1024;

    /// <summary>Ancestors of one process; the probe sends 40.</summary>
    public const int Ancestors = 64;

    /// <summary>What a list of at most <paramref name="most"/> lacks; null when it lacks nothing.</summary>
    /// <param name="count">How many entries there were.</param>
    /// <param name="most">How many are kept.</param>
    /// <param name="what">What they are, in the plural.</param>
    public static string? LeftOut(int count, int most, string what) => count > most ? $"{most} {what} and {count - most} more" : null;
}
