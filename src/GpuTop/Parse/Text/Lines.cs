namespace GpuTop.Parse;

/// <summary>Splits sections and lines.</summary>
internal static class Lines
{
    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>The lines that begin with the letter of their kind and a blank (<c>S $0|train</c>), each as letter and rest.</summary>
    public static IEnumerable<(char Kind, string Text)> Tagged(this string section)
    {
        for (int start = 0, end; start < section.Length; start = end + 1)
        {
            end = section.IndexOf('\n', start) is >= 0 and var found ? found : section.Length;
            if (section.AsSpan(start, end - start) is [>= 'A' and <= 'Z', ' ', ..])
            {
                yield return (section[start], section[(start + 2)..end]);
            }
        }
    }

    /// <summary>The lines of a text without their ends.</summary>
    public static IEnumerable<string> EachLine(this string text)
    {
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>The words of a line, which are separated by blanks.</summary>
    /// <param name="line">The line.</param>
    /// <param name="most">Number of words after which the line is not split further.</param>
    public static string[] Words(this string line, int most = int.MaxValue) =>
        line.Split(Blanks, most, StringSplitOptions.RemoveEmptyEntries);
}
