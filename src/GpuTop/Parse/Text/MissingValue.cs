namespace GpuTop.Parse;

/// <summary>The one rule for what is no value.</summary>
internal static class MissingValue
{
    /// <summary>Whether a field says that there is no value: empty, dashes, or the driver's words for "not available", in brackets or
    /// not.</summary>
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

    /// <summary>Whether the driver failed to read a value that the card has: <c>ERR!</c>, <c>[Unknown Error]</c>.</summary>
    public static bool IsError(ReadOnlySpan<byte> field) =>
        field is [(byte)'E' or (byte)'U' or (byte)'[', ..] && Bare(field) is var text
        && (text.SequenceEqual("ERR!"u8) || text.SequenceEqual("Unknown Error"u8));

    /// <summary>Whether a card has no such value by design: <c>[N/A]</c>, <c>[Not Supported]</c>.</summary>
    public static bool IsNotAvailable(ReadOnlySpan<byte> field) =>
        field is [(byte)'N' or (byte)'[', ..] && Bare(field) is var text
        && (text.SequenceEqual("N/A"u8) || text.SequenceEqual("Not Supported"u8));

    /// <summary>A field that may be text, without brackets if it says why there is no value (<c>GPU requires reset</c>).</summary>
    public static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> field)
    {
        field = FieldReader.Trim(field);
        return field is [(byte)'[', .. var inside, (byte)']'] ? inside : field;
    }

    // Driver 340 said "Not Supported" where later ones say "N/A".
    private static bool IsWords(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("Not Supported"u8)
        || text.SequenceEqual("Not Found"u8)
        || text.SequenceEqual("Function Not Found"u8)
        || text.SequenceEqual("No data"u8)
        || text.SequenceEqual("Unknown"u8)
        || text.SequenceEqual("Unknown Error"u8)
        || text.SequenceEqual("Insufficient Permissions"u8)
        || text.SequenceEqual("Requested functionality has been deprecated"u8)
        || IsSickness(text);

    /// <summary>Whether a field (see <see cref="Bare"/>) says that the whole card is out of order.</summary>
    public static bool IsSickness(ReadOnlySpan<byte> text) =>
        text.StartsWith("GPU "u8)
        && (text.SequenceEqual("GPU requires reset"u8)
            || text.SequenceEqual("GPU is lost"u8)
            || text.SequenceEqual("GPU reset required"u8)
            || text.SequenceEqual("GPU access blocked by the operating system"u8));
}
