namespace GpuTop.Parse;

/// <summary>Recognizes the words that commands print in place of a value.</summary>
internal static class MissingValue
{
    /// <summary>Whether a field has no value: empty, dashes, or the driver's words for "not available", with or without brackets.</summary>
    public static bool Is(ReadOnlySpan<byte> field)
    {
        var text = Bare(field);
        return text.Length switch
        {
            0 => true,
            <= 2 => text.IndexOfAnyExcept((byte)'-') < 0,
            3 => text.SequenceEqual("N/A"u8),
            4 => text.SequenceEqual("ERR!"u8),
            _ => IsWords(text),
        };
    }

    /// <summary>Whether the driver failed to read a value that the GPU has: <c>ERR!</c>, <c>[Unknown Error]</c>.</summary>
    public static bool IsError(ReadOnlySpan<byte> field) =>
        field is [(byte)'E' or (byte)'U' or (byte)'[', ..] && Bare(field) is var text
        && (text.SequenceEqual("ERR!"u8) || text.SequenceEqual("Unknown Error"u8));

    /// <summary>Whether a GPU has no such value by design: <c>[N/A]</c>, <c>[Not Supported]</c>.</summary>
    public static bool IsNotAvailable(ReadOnlySpan<byte> field) =>
        field is [(byte)'N' or (byte)'[', ..] && Bare(field) is var text
        && (text.SequenceEqual("N/A"u8) || text.SequenceEqual("Not Supported"u8));

    /// <summary>A field without the brackets around a reason for a missing value (<c>[GPU requires reset]</c>).</summary>
    public static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> field)
    {
        field = FieldReader.Trim(field);
        return field is [(byte)'[', .. var inside, (byte)']'] ? inside : field;
    }

    // Driver 340 prints "Not Supported" where later ones print "N/A".
    private static bool IsWords(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("Not Supported"u8)
        || text.SequenceEqual("Not Found"u8)
        || text.SequenceEqual("Function Not Found"u8)
        || text.SequenceEqual("No data"u8)
        || text.SequenceEqual("Unknown"u8)
        || text.SequenceEqual("Unknown Error"u8)
        || text.SequenceEqual("Insufficient Permissions"u8)
        || text.SequenceEqual("Requested functionality has been deprecated"u8)
        || IsGpuFault(text);

    /// <summary>Whether a field (see <see cref="Bare"/>) reports a fault of the whole GPU.</summary>
    public static bool IsGpuFault(ReadOnlySpan<byte> text) =>
        text.StartsWith("GPU "u8)
        && (text.SequenceEqual("GPU requires reset"u8)
            || text.SequenceEqual("GPU is lost"u8)
            || text.SequenceEqual("GPU reset required"u8)
            || text.SequenceEqual("GPU access blocked by the operating system"u8));
}
