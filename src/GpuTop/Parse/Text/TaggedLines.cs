namespace GpuTop.Parse;

/// <summary>Reads sections whose lines begin with the letter of their kind and a blank (<c>S $0|train</c>).</summary>
internal static class TaggedLines
{
    /// <summary>Removes lines up to the next with a letter and a blank in front; false at the end.</summary>
    /// <param name="rest">The rest of the section.</param>
    /// <param name="kind">The letter.</param>
    /// <param name="text">The line after letter and blank.</param>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> rest, out byte kind, out ReadOnlySpan<byte> text)
    {
        while (FieldReader.TryTakeLine(ref rest, out var line))
        {
            if (line is [>= (byte)'A' and <= (byte)'Z', (byte)' ', ..])
            {
                kind = line[0];
                text = line[2..];
                return true;
            }
        }

        kind = 0;
        text = default;
        return false;
    }
}
