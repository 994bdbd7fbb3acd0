namespace GpuTop.Parse;

/// <summary>Times that something has run, as <c>ps</c> and <c>squeue</c> print them.</summary>
internal static class Elapsed
{
    // ps computes "now - start" without sign: a clock that was set back gives figures of centuries.
    private const double MostSeconds = 100.0 * 365 * 24 * 3600;

    /// <summary>The time; null when the text is none.</summary>
    /// <param name="text"><c>[[days-]hours:]minutes:seconds</c>, or seconds alone.</param>
    public static TimeSpan? Of(ReadOnlySpan<byte> text)
    {
        double seconds = 0;
        var dash = text.IndexOf((byte)'-');
        if (dash >= 0)
        {
            if (ProcessId.Whole(text[..dash]) is not { } days || text[(dash + 1)..].Count((byte)':') != 2)
            {
                return null;
            }

            seconds = days * 24.0;
            text = text[(dash + 1)..];
        }

        var parts = 0;
        do
        {
            if (ProcessId.Whole(FieldReader.TakeField(ref text, (byte)':')) is not { } part)
            {
                return null;
            }

            seconds = (seconds * (parts == 0 && dash >= 0 ? 1 : 60)) + part;
            parts++;
        }
        while (!text.IsEmpty);

        return parts <= 3 && seconds <= MostSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }
}
