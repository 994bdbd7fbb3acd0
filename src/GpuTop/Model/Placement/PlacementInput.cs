namespace GpuTop.Model;

/// <summary>Parsers of the parts of a <see cref="PlacementRequest"/> as a user writes them: options of commands, fields of a
/// dialog.</summary>
public static class PlacementInput
{
    /// <summary>The largest number of GPUs of a request.</summary>
    public const int MostGpus = 1024;

    /// <summary>What <see cref="Count"/> takes.</summary>
    public const string CountForm = "a number from 1 to 1024";

    /// <summary>What <see cref="MemorySize.Parse"/> takes.</summary>
    public const string MemoryForm = "an amount of memory, as 20G";

    /// <summary>What <see cref="Duration.ParseArgument"/> takes.</summary>
    public const string TimeForm = "a length of time, as 30 (seconds), 10m or 1h30m";

    /// <summary>A number of GPUs, from 1; null when the text is invalid.</summary>
    public static int? Count(string text) => int.TryParse(text, out var count) && count is > 0 and <= MostGpus ? count : null;
}
