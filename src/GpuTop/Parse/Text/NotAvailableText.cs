namespace GpuTop.Parse;

/// <summary>Recognizes the words that commands print in place of a value.</summary>
internal static class NotAvailableText
{
    /// <summary>The text without blanks around it; null for a missing value.</summary>
    public static string? OrNull(ReadOnlySpan<char> field) => Is(field) ? null : field.Trim().ToString();

    /// <summary>Whether a field has no value: empty, dashes, or the driver's words for "not available", with or without brackets.
    /// Driver 340 prints "Not Supported" where later ones print "N/A".</summary>
    public static bool Is(ReadOnlySpan<char> field) => Bare(field) is var text && (IsGpuFault(text) || text is "" or "-" or "--"
        or "N/A" or "ERR!" or "Not Supported" or "Not Found" or "Function Not Found" or "No data" or "Unknown" or "Unknown Error"
        or "Insufficient Permissions" or "Requested functionality has been deprecated");

    /// <summary>Whether the driver failed to read a value that the GPU has: <c>ERR!</c>, <c>[Unknown Error]</c>.</summary>
    public static bool IsError(ReadOnlySpan<char> field) =>
        field is ['E' or 'U' or '[', ..] && Bare(field) is "ERR!" or "Unknown Error";

    /// <summary>Whether a GPU has no such value by design: <c>[N/A]</c>, <c>[Not Supported]</c>.</summary>
    public static bool IsNotAvailable(ReadOnlySpan<char> field) => Bare(field) is "N/A" or "Not Supported";

    /// <summary>Whether a field (see <see cref="Bare"/>) reports a fault of the whole GPU.</summary>
    public static bool IsGpuFault(ReadOnlySpan<char> text) =>
        text is "GPU requires reset" or "GPU is lost" or "GPU reset required" or "GPU access blocked by the operating system";

    /// <summary>A field without the brackets around a reason for a missing value (<c>[GPU requires reset]</c>).</summary>
    public static ReadOnlySpan<char> Bare(ReadOnlySpan<char> field)
    {
        field = field.Trim();
        return field is ['[', .. var inside, ']'] ? inside : field;
    }
}
