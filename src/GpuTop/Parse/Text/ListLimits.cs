namespace GpuTop.Parse;

/// <summary>Largest sizes of the lists of one server, so that a wrong or hostile answer costs bounded memory and time.</summary>
internal static class ListLimits
{
    /// <summary>Processes on GPUs; the largest known server lists some 300.</summary>
    public const int Processes = 1024;

    /// <summary>Entries of any other list.</summary>
    public const int Others = 4096;

    /// <summary>Entries of lists that are compared with processes for each GPU.</summary>
    public const int PerGpu = 1024;

    /// <summary>Ancestors of one process; the probe sends 40.</summary>
    public const int Ancestors = 64;

    /// <summary>A note on the entries beyond <paramref name="most"/>; null when there are none.</summary>
    /// <param name="count">Number of entries in the answer.</param>
    /// <param name="most">Number of entries that are kept.</param>
    /// <param name="what">Name of the entries, in the plural.</param>
    public static string? LeftOut(int count, int most, string what) => count > most ? $"{most} {what} and {count - most} more" : null;
}
