namespace GpuTop.Parse;

/// <summary>Sections whose lines begin with one letter that tells what follows, and a blank (<c>S $0|train</c>).</summary>
internal static class TaggedLines
{
    /// <summary>Takes lines until one has a letter and a blank in front; false when none is left.</summary>
    /// <param name="rest">What is left of the section.</param>
    /// <param name="kind">The letter.</param>
    /// <param name="text">The line behind it.</param>
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
